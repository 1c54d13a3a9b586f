package dev.chatconnect.provider.msteams;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Answer of Entra's token endpoint, a grant (RFC 6749 §5.1) or an error (§5.2).
 *
 * @param expiresIn seconds
 * @param errorCodes numbers of Microsoft's own, for logs: programs are to look at {@code error}
 * @param correlationId by which Microsoft's support finds the call
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record EntraAnswer(
    @JsonProperty("access_token") Optional<String> accessToken,
    @JsonProperty("token_type") Optional<String> tokenType,
    @JsonProperty("expires_in") Optional<Long> expiresIn,
    @JsonProperty("id_token") Optional<String> idToken,
    Optional<String> error,
    @JsonProperty("error_codes") Optional<List<Long>> errorCodes,
    @JsonProperty("correlation_id") Optional<String> correlationId) {

  /** Without tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "EntraAnswer[error=" + error.isPresent() + "]";
  }
}
