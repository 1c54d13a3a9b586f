package dev.chatconnect.provider.slack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatconnect.provider.ProviderNotice.Place;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What every event comes in, <a
 * href="https://docs.slack.dev/apis/events-api/#callback-field">Events API</a>. The fields of
 * events are those of <a
 * href="https://docs.slack.dev/reference/events/tokens_revoked">tokens_revoked</a>.
 *
 * @param challenge of {@code url_verification}
 * @param eventTime seconds since 1970
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record EventEnvelope(
    Optional<String> type,
    Optional<String> challenge,
    @JsonProperty("team_id") Optional<String> teamId,
    @JsonProperty("enterprise_id") Optional<String> enterpriseId,
    @JsonProperty("api_app_id") Optional<String> appId,
    @JsonProperty("event_id") Optional<String> eventId,
    @JsonProperty("event_time") Optional<Long> eventTime,
    @JsonProperty("is_enterprise_install") Optional<Boolean> isEnterpriseInstall,
    Optional<List<Authorization>> authorizations,
    Optional<Event> event) {

  /**
   * The team; the organisation above it only where the event is about an installation for all of
   * it: that one team removed its own must not end the organisation's.
   */
  Place place() {
    var ids = new ArrayList<String>();
    teamId.filter(id -> !id.isBlank()).ifPresent(ids::add);
    if (ids.isEmpty() || isOrgWide()) {
      enterpriseId.filter(id -> !id.isBlank()).ifPresent(ids::add);
    }
    return new Place(ids.stream().distinct().toList(), appId);
  }

  private boolean isOrgWide() {
    return isEnterpriseInstall.orElse(false)
        || authorizations.orElse(List.of()).stream()
            .filter(Objects::nonNull)
            .anyMatch(one -> one.isEnterpriseInstall().orElse(false));
  }

  /** For whom the event is sent. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Authorization(
      @JsonProperty("is_enterprise_install") Optional<Boolean> isEnterpriseInstall) {}

  /** The event itself. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Event(Optional<String> type, Optional<Tokens> tokens) {}

  /** Ids of users, not tokens. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Tokens(Optional<List<String>> oauth, Optional<List<String>> bot) {

    Set<String> users() {
      return ids(oauth);
    }

    Set<String> bots() {
      return ids(bot);
    }

    /** Whatever has no name is nobody. */
    private static Set<String> ids(Optional<List<String>> sent) {
      return sent.orElse(List.of()).stream()
          .filter(id -> id != null && !id.isBlank())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }
}
