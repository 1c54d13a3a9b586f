package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionUpdateTest {

  private static final Instant GRANTED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant END = GRANTED.plusSeconds(43_200);
  private static final Instant NOW = GRANTED.plusSeconds(60);
  private static final Map<String, Object> WORKSPACE = Map.of("id", "T2");

  private final ChannelConnection connection =
      new ChannelConnection(
          "connection",
          new Owner("integration", Optional.of("ann"), List.of()),
          "slack",
          "slack",
          "chat",
          Map.of("id", "T1"),
          new TokenSet("xoxb-1", Optional.empty(), Optional.empty(), Optional.empty()),
          Grant.CLAIMED,
          ConnectionStatus.ACTIVE,
          Optional.empty(),
          GRANTED,
          GRANTED);

  @Test
  void aNewTokenIsAFreshGrant() {
    // Given
    var revoked = connection.withStatus(ConnectionStatus.REVOKED, "app_uninstalled", GRANTED);

    // When
    var changed = update("xoxb-2").of(revoked);

    // Then
    assertThat(changed.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(changed.statusReason()).isEmpty();
    assertThat(changed.grantedAt()).isEqualTo(NOW);
    assertThat(changed.grant().claimed()).isFalse();
  }

  @Test
  void theSameTokenIsTheGrantThatItWas() {
    // When
    var changed = update("xoxb-1").of(connection);

    // Then
    assertThat(changed.workspace()).isEqualTo(WORKSPACE);
    assertThat(changed.updatedAt()).isEqualTo(NOW);
    assertThat(changed.grantedAt()).isEqualTo(GRANTED);
    assertThat(changed.grant().claimed()).isFalse();
  }

  @Test
  void theSameTokenMakesNothingUsable() {
    // Given
    var revoked = connection.withStatus(ConnectionStatus.REVOKED, "app_uninstalled", GRANTED);

    // When
    var changed = update("xoxb-1").of(revoked);

    // Then
    assertThat(changed.status()).isEqualTo(ConnectionStatus.REVOKED);
    assertThat(changed.statusReason()).contains("app_uninstalled");
  }

  static Stream<ConnectionAuth> sameGrant() {
    var none = Optional.<String>empty();
    var end = Optional.of(END.plusSeconds(3600));
    return Stream.of(
        new ConnectionAuth("", none, end, Optional.empty(), false),
        new ConnectionAuth("", none, Optional.empty(), Optional.empty(), true),
        new ConnectionAuth("xoxe-1", none, Optional.empty(), Optional.empty(), false),
        new ConnectionAuth("xoxe-1", Optional.of("r"), end, Optional.empty(), false));
  }

  @ParameterizedTest
  @MethodSource("sameGrant")
  void anotherEndOfATokenOrNoRefreshTokenMakesNothingUsable(ConnectionAuth auth) {
    // Given
    var rotating =
        connection
            .withTokens(
                new TokenSet("xoxe-1", Optional.of("r"), Optional.of(END), Optional.empty()),
                GRANTED)
            .withStatus(ConnectionStatus.REVOKED, "app_uninstalled", GRANTED);

    // When
    var changed = new ConnectionUpdate(WORKSPACE, auth, NOW).of(rotating);

    // Then
    assertThat(changed.status()).isEqualTo(ConnectionStatus.REVOKED);
    assertThat(changed.grantedAt()).isEqualTo(GRANTED);
    assertThat(changed.tokens().accessToken()).isEqualTo("xoxe-1");
    assertThat(changed.grant().claimed()).isEqualTo(auth.accessToken().isEmpty());
  }

  @Test
  void theSameTokenKeepsItsEnd() {
    // Given
    var ending =
        connection.withTokens(
            new TokenSet("xoxb-1", Optional.empty(), Optional.of(END), Optional.empty()), GRANTED);

    // When
    var changed = update("xoxb-1").of(ending);

    // Then
    assertThat(changed.tokens().expiresAt()).contains(END);
    assertThat(changed.grantedAt()).isEqualTo(GRANTED);
  }

  @Test
  void anotherRefreshTokenIsAFreshGrant() {
    // Given
    var auth =
        new ConnectionAuth("xoxb-1", Optional.of("new"), Optional.empty(), Optional.empty(), false);
    var failed = connection.withStatus(ConnectionStatus.REFRESH_FAILED, "invalid_grant", GRANTED);

    // When
    var changed = new ConnectionUpdate(WORKSPACE, auth, NOW).of(failed);

    // Then
    assertThat(changed.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(changed.grantedAt()).isEqualTo(NOW);
  }

  @Test
  void aMaskedTokenStaysWithoutBeingOpened() {
    // Given
    var sealed =
        Sealed.<TokenSet>at(
            "place",
            "ciphertext",
            () -> {
              throw new IllegalStateException("opened");
            });
    var unreadable =
        new ChannelConnection(
            connection.identifier(),
            connection.owner(),
            connection.integrationIdentifier(),
            connection.providerId(),
            connection.channel(),
            connection.workspace(),
            sealed,
            connection.grant(),
            connection.status(),
            connection.statusReason(),
            GRANTED,
            GRANTED,
            GRANTED);

    // When
    var changed = update("").of(unreadable);

    // Then
    assertThat(changed.workspace()).isEqualTo(WORKSPACE);
    assertThat(changed.sealedTokens()).isSameAs(sealed);
    assertThat(changed.grant().claimed()).isTrue();
  }

  private static ConnectionUpdate update(String accessToken) {
    var auth =
        new ConnectionAuth(
            accessToken, Optional.empty(), Optional.empty(), Optional.empty(), false);
    return new ConnectionUpdate(WORKSPACE, auth, NOW);
  }
}
