package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a subscriber's browser may put another workspace in the place of. */
class OwnerRulesTest {

  @Test
  void aSharedConnectionThatWorksIsNotReplaced() {
    // Given
    var working = connection(Optional.empty(), ConnectionStatus.ACTIVE);

    // When / Then
    assertThatThrownBy(() -> OwnerRules.requireReplaceable(working))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("replace a shared channel connection");
  }

  @ParameterizedTest
  @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
  void oneThatWorksNoMoreMayBe(ConnectionStatus status) {
    // Given
    var dead = connection(Optional.empty(), status);

    // When / Then
    assertThatCode(() -> OwnerRules.requireReplaceable(dead)).doesNotThrowAnyException();
  }

  @Test
  void onesOwnMayBe() {
    // Given
    var own = connection(Optional.of("ann"), ConnectionStatus.ACTIVE);

    // When / Then
    assertThatCode(() -> OwnerRules.requireReplaceable(own)).doesNotThrowAnyException();
  }

  private static ChannelConnection connection(
      Optional<String> subscriberId, ConnectionStatus status) {
    return new ChannelConnection(
        "acme-slack",
        new Owner("integration", subscriberId, List.of("tenant:acme")),
        "slack",
        "slack",
        "chat",
        Map.of("id", "T1"),
        new TokenSet("xoxb-1", Optional.empty(), Optional.empty(), Optional.empty()),
        new Grant(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false),
        status,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
