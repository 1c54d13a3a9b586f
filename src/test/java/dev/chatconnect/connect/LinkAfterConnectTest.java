package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LinkAfterConnectTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String VISIT = "0CzrXS0rPZ0LtqDbyHSr5d1MtqCl3tGdZdZYb0zV1eM";
  private static final JsonNode CONTEXT =
      new ObjectMapper().createObjectNode().put("tenant", "acme");

  @Inject LinkAfterConnect linkAfterConnect;
  @Inject AuthorizationStateStore states;

  @Test
  void goesOnForTheSameOwnerAndTheConnectionThatWasMade() {
    // Given
    var provider = new Sketch(true, false);
    var success = success(journey(ConnectMode.CONNECT, true, Optional.of("ann")));

    // When
    var outcome = follow(success, provider);

    // Then
    var onward = (JourneyOutcome.Onward) outcome;
    var link = states.take(onward.url().getFragment()).await().atMost(PATIENCE).orElseThrow();
    assertThat(link)
        .usingRecursiveComparison()
        .ignoringFields(
            "mode",
            "connectionIdentifier",
            "autoLinkUser",
            "codeVerifier",
            "nonce",
            "claimedWorkspace",
            "createdAt")
        .isEqualTo(success.ended());
    assertThat(link.mode()).isEqualTo(ConnectMode.LINK_USER);
    assertThat(link.connectionIdentifier()).contains("generated-identifier");
    assertThat(link.connectedBefore()).contains("generated-identifier");
    assertThat(success.ended().connectedBefore()).isEmpty();
    assertThat(link.visit()).contains(VISIT);
    assertThat(link.codeVerifier()).isPresent();
    assertThat(link.nonce()).isPresent();
    assertThat(link.claimedWorkspace()).isEmpty();
    assertThat(onward).asString().doesNotContain(onward.url().getFragment());
  }

  @Test
  void theConnectionStaysASuccessWhenTheSecondJourneyCannotStart() {
    // Given
    var provider = new Sketch(true, true);
    var success = success(journey(ConnectMode.CONNECT, true, Optional.of("ann")));

    // When
    var outcome = follow(success, provider);

    // Then
    assertThat(outcome).isSameAs(success);
  }

  @ParameterizedTest
  @CsvSource({
    "true, CONNECT, false, ann",
    "true, CONNECT, true,",
    "true, LINK_USER, true, ann",
    "false, CONNECT, true, ann"
  })
  void aJourneyEndsWhereNothingMoreIsWanted(
      boolean provides, ConnectMode mode, boolean autoLinkUser, String subscriber) {
    // Given
    var success = success(journey(mode, autoLinkUser, Optional.ofNullable(subscriber)));

    // When
    var outcome = follow(success, new Sketch(provides, false));

    // Then
    assertThat(outcome).isSameAs(success);
  }

  private JourneyOutcome follow(JourneyOutcome outcome, ChatProvider provider) {
    return linkAfterConnect.follow(outcome, provider, Credentials.NONE).await().atMost(PATIENCE);
  }

  private static JourneyOutcome.Success success(AuthorizationState journey) {
    return new JourneyOutcome.Success(journey, Optional.of("generated-identifier"));
  }

  private static AuthorizationState journey(
      ConnectMode mode, boolean autoLinkUser, Optional<String> subscriber) {
    return new AuthorizationState(
        "environment",
        "integration",
        "sketch",
        URI.create("https://api.example.com/callback"),
        mode,
        subscriber,
        Optional.empty(),
        Optional.of(CONTEXT),
        List.of("tenant:acme"),
        Optional.of(ConnectionMode.SUBSCRIBER),
        autoLinkUser,
        Optional.of(URI.create("https://app.example.com/done")),
        Optional.of("https://app.example.com"),
        true,
        Optional.of(VISIT),
        Optional.of("spent verifier"),
        Optional.of("spent nonce"),
        Optional.of("claimed and proven"),
        Instant.parse("2026-03-04T05:06:07Z"));
  }

  /** A provider whose URL shows the state, or that cannot make one. */
  private record Sketch(boolean linksAfterConnect, boolean broken) implements ChatProvider {

    @Override
    public ProviderDescriptor descriptor() {
      return new ProviderDescriptor(
          "sketch", "Sketch", Set.of(), List.of(), List.of(), URI.create("https://x.example"));
    }

    @Override
    public Proofs proofs(Credentials credentials, ConnectMode mode) {
      return new Proofs(true, true);
    }

    @Override
    public String authorizationUrl(AuthorizationRequest request) {
      if (broken) {
        throw new ProviderException(Kind.MISCONFIGURED, "missing_credentials", "none");
      }
      return "https://x.example/#" + request.state();
    }

    @Override
    public Uni<ProviderResult> complete(AuthorizationResponse response) {
      throw new UnsupportedOperationException();
    }
  }
}
