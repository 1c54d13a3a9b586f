package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A link relies on its connection until it is written. */
@QuarkusTest
class LinkCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject JourneyWriter writer;
  @Inject LinkFit fits;
  @Inject RedisGateway redis;
  @Inject Environments environments;
  @Inject IntegrationStore integrations;

  private final String connection = "link-" + UUID.randomUUID();
  private final String subscriber = "s-" + connection;

  @Test
  void aConnectionThatIsDeletedMeanwhileIsNotLinkedTo() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var provider =
        new Sketch(() -> ApiCalls.delete(CONNECTIONS, connection).then().statusCode(204));

    // When
    var linking = link(slack, provider, false);

    // Then
    assertNotLinked(linking);
  }

  @Test
  void aBrowserIsNotLinkedToAConnectionThatBecameSomebodyElses() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var provider = new Sketch(() -> handOver(slack));

    // When
    var linking = link(slack, provider, true);

    // Then
    assertNotLinked(linking);
  }

  @Test
  void anApplicationMayLinkToAnybodysConnection() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var provider = new Sketch(() -> handOver(slack));

    // When
    var outcome = link(slack, provider, false).await().atMost(PATIENCE);

    // Then
    assertThat(outcome).isInstanceOf(JourneyOutcome.Success.class);
    assertThat(endpoints()).hasSize(1);
  }

  @Test
  void aConnectionThatMovesToAnotherWorkspaceMeanwhileIsNotLinkedTo() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var provider = new Sketch(this::move);

    // When
    var linking = link(slack, provider, false);

    // Then
    assertThatThrownBy(() -> linking.await().atMost(PATIENCE))
        .isInstanceOfSatisfying(
            ProviderException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo("workspace_mismatch"));
    assertThat(endpoints()).isEmpty();
  }

  @Test
  void aFitIsWorthNothingOnceTheConnectionMoved() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var commit = new Commit(keys());
    fit(slack).accept(commit);
    move();

    // When
    var broken = redis.commit(commit).await().atMost(PATIENCE);

    // Then
    assertThat(broken).contains("connection");
  }

  @Test
  void aFitHoldsAsLongAsTheConnectionIsAsItWas() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    connect(slack, subscriber);
    var commit = new Commit(keys());
    fit(slack).accept(commit);

    // When
    var broken = redis.commit(commit).await().atMost(PATIENCE);

    // Then
    assertThat(broken).isEmpty();
  }

  private void move() {
    ApiCalls.patch(
            CONNECTIONS, connection, body("{'workspace':{'id':'T2'},'auth':{'accessToken':'t'}}"))
        .then()
        .statusCode(200);
  }

  private RedisKeys keys() {
    return new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
  }

  private Consumer<Commit> fit(String integrationIdentifier) {
    var integration = integration(integrationIdentifier);
    return fits.require(
            keys(), integration, journey(integration, false), new Sketch(() -> {}), user())
        .await()
        .atMost(PATIENCE);
  }

  private void assertNotLinked(Uni<JourneyOutcome> linking) {
    assertThatThrownBy(() -> linking.await().atMost(PATIENCE))
        .isInstanceOfSatisfying(
            ProviderException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo("connection_not_found"));
    assertThat(endpoints()).isEmpty();
  }

  private void handOver(String integration) {
    ApiCalls.delete(CONNECTIONS, connection).then().statusCode(204);
    connect(integration, "another-" + subscriber);
  }

  private void connect(String integration, String owner) {
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'t'}}"
                    .formatted(integration, connection, owner)))
        .then()
        .statusCode(201);
  }

  private List<Object> endpoints() {
    return ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("subscriberId", subscriber))
        .jsonPath()
        .getList("data");
  }

  private Uni<JourneyOutcome> link(
      String integrationIdentifier, ChatProvider provider, boolean byBrowser) {
    var integration = integration(integrationIdentifier);
    return writer.write(
        Tenants.withKey(environments, "dev-secret-key"),
        integration,
        Ending.of(journey(integration, byBrowser)),
        provider,
        user());
  }

  private Integration integration(String identifier) {
    return integrations
        .findByIdentifier(Tenants.withKey(environments, "dev-secret-key"), identifier)
        .await()
        .atMost(PATIENCE)
        .orElseThrow();
  }

  private AuthorizationState journey(Integration integration, boolean byBrowser) {
    return States.linking(
        keys().environmentId(), integration.id(), subscriber, connection, byBrowser);
  }

  private UserIdentified user() {
    return new UserIdentified(
        new PlatformUser("slack_user", Map.of("userId", "U-" + connection)), List.of("T1"));
  }

  /** A provider in whose last step something else happens. */
  private record Sketch(Runnable meanwhile) implements ChatProvider {

    @Override
    public ProviderDescriptor descriptor() {
      return new ProviderDescriptor(
          "slack", "Sketch", Set.of(), List.of(), List.of(), URI.create("https://x.example"));
    }

    @Override
    public String authorizationUrl(AuthorizationRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<ProviderResult> complete(AuthorizationResponse response) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> admit(Credentials credentials, PlatformUser user) {
      return Uni.createFrom().completionStage(() -> CompletableFuture.runAsync(meanwhile));
    }
  }
}
