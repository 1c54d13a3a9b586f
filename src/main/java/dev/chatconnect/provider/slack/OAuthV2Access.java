package dev.chatconnect.provider.slack;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Answer of <a href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</a>.
 * User-only grants have no token of their own; organisation-wide ones have no team.
 *
 * @param expiresIn seconds; present where token rotation is on
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record OAuthV2Access(
    Optional<Boolean> ok,
    Optional<String> error,
    @JsonProperty("access_token") Optional<String> accessToken,
    @JsonProperty("token_type") Optional<String> tokenType,
    Optional<String> scope,
    @JsonProperty("bot_user_id") Optional<String> botUserId,
    @JsonProperty("app_id") Optional<String> appId,
    @JsonProperty("expires_in") Optional<Long> expiresIn,
    @JsonProperty("refresh_token") Optional<String> refreshToken,
    Optional<Named> team,
    Optional<Named> enterprise,
    @JsonProperty("is_enterprise_install") Optional<Boolean> isEnterpriseInstall,
    @JsonProperty("authed_user") Optional<AuthedUser> authedUser,
    @JsonProperty("incoming_webhook") Optional<IncomingWebhook> incomingWebhook) {

  /** Without tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "OAuthV2Access[ok=" + ok + "]";
  }

  /** A team or an enterprise. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Named(Optional<String> id, Optional<String> name) {}

  /** The user who allowed it; their token is not read. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AuthedUser(Optional<String> id) {}

  /** Present when the scope {@code incoming-webhook} was granted. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record IncomingWebhook(Optional<String> url, Optional<String> channel) {

    /** Without the URL, which is a secret. */
    @Override
    public String toString() {
      return "IncomingWebhook[]";
    }
  }
}
