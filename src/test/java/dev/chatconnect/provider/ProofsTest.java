package dev.chatconnect.provider;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import dev.chatconnect.connect.LinkingProvider;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** What journeys carry besides the state, with every provider that there is. */
@QuarkusTest
class ProofsTest {

  private static final Proofs ALL = new Proofs(true, true);
  private static final Proofs PKCE = new Proofs(true, false);

  @Inject ProviderCatalog catalog;

  @ParameterizedTest
  @EnumSource(ConnectMode.class)
  void everyProviderThatTakesThemGetsThem(ConnectMode mode) {
    // Given
    var expected =
        Map.ofEntries(
            // An app of Slack's takes PKCE once it was turned on there.
            entry("slack", Proofs.NONE),
            // Also for connecting: an administrator signs in after the consent.
            entry("msteams", ALL),
            entry("webex-messaging", Proofs.NONE),
            entry("discord", Proofs.NONE),
            entry("zoom", PKCE),
            entry("google-chat", ALL),
            // A link into a chat is no OAuth.
            entry("telegram", Proofs.NONE));

    // When
    var proofs =
        catalog.descriptors().stream()
            .map(ProviderDescriptor::id)
            .filter(id -> !id.equals(LinkingProvider.ID))
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    id -> catalog.find(id).orElseThrow().proofs(Credentials.NONE, mode)));

    // Then
    assertThat(proofs).isEqualTo(expected);
  }
}
