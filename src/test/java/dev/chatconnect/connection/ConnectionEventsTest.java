package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.event.EventType;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionEventsTest {

  private static final Instant THEN = Instant.parse("2026-08-07T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-08-07T11:00:00Z");

  private final ChannelConnection active =
      new ChannelConnection(
          "acme",
          new Owner("i", Optional.of("ann"), List.of()),
          "slack",
          "slack",
          "chat",
          Map.of("id", "T1"),
          tokens("one"),
          Grant.NONE,
          ConnectionStatus.ACTIVE,
          Optional.empty(),
          THEN,
          THEN);
  private final ChannelConnection failed =
      active.withStatus(ConnectionStatus.REFRESH_FAILED, "token_revoked", THEN);

  @Test
  void aWriteThatChangesOnlyTheTimeIsNoEvent() {
    // When
    var event = ConnectionEvents.between(active, active.withTokens(tokens("one"), NOW), false);

    // Then
    assertThat(event).isEmpty();
  }

  @Test
  void newTokensByARenewalAreARefresh() {
    // When
    var event = ConnectionEvents.between(active, active.withTokens(tokens("two"), NOW), true);

    // Then
    assertThat(event).contains(EventType.CONNECTION_REFRESHED);
  }

  @Test
  void newTokensByAnybodyElseAreAnUpdate() {
    // When
    var event = ConnectionEvents.between(active, active.withTokens(tokens("two"), NOW), false);

    // Then
    assertThat(event).contains(EventType.CONNECTION_UPDATED);
  }

  @Test
  void anotherWorkspaceIsAnUpdate() {
    // When
    var event =
        ConnectionEvents.between(
            active,
            active.renewed("slack", Map.of("id", "T2"), tokens("one"), Grant.NONE, NOW),
            false);

    // Then
    assertThat(event).contains(EventType.CONNECTION_UPDATED);
  }

  @ParameterizedTest
  @CsvSource({"aa,255", "a😀,255", "😀,254"})
  void anEventHoldsTheBeginningOfAnEndlessName(String text, int length) {
    // Given
    var name = text.repeat(40_000);
    var named =
        active.renewed("slack", Map.of("id", "T1", "name", name), tokens("one"), Grant.NONE, NOW);

    // When
    var data = ConnectionEventData.of(named);

    // Then
    assertThat(data.workspace().name()).contains(name.substring(0, length));
  }

  @Test
  void eachStatusHasItsEvent() {
    // When
    var refused =
        ConnectionEvents.between(
            active, active.withStatus(ConnectionStatus.REFRESH_FAILED, "gone", NOW), true);
    var revoked =
        ConnectionEvents.between(
            failed, failed.withStatus(ConnectionStatus.REVOKED, "app_uninstalled", NOW), false);

    // Then
    assertThat(refused).contains(EventType.CONNECTION_REFRESH_FAILED);
    assertThat(revoked).contains(EventType.CONNECTION_REVOKED);
  }

  @Test
  void theSameStatusAgainIsNoEventAndAnotherReasonIsOne() {
    // When
    var again =
        ConnectionEvents.between(
            failed, failed.withStatus(ConnectionStatus.REFRESH_FAILED, "token_revoked", NOW), true);
    var other =
        ConnectionEvents.between(
            failed, failed.withStatus(ConnectionStatus.REFRESH_FAILED, "invalid_grant", NOW), true);

    // Then
    assertThat(again).isEmpty();
    assertThat(other).contains(EventType.CONNECTION_REFRESH_FAILED);
  }

  @Test
  void connectingAgainAfterAFailureIsAnUpdate() {
    // When
    var event = ConnectionEvents.between(failed, failed.withTokens(tokens("two"), NOW), false);

    // Then
    assertThat(event).contains(EventType.CONNECTION_UPDATED);
  }

  private static TokenSet tokens(String accessToken) {
    return new TokenSet(accessToken, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
