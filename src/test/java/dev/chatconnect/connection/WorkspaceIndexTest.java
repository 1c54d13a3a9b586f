package dev.chatconnect.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class WorkspaceIndexTest {

  /** One more than are read at once. */
  private static final int COUNT = 101;

  private final String workspace = unique("T");
  private final List<String> visited = new CopyOnWriteArrayList<>();

  @Inject WorkspaceIndex index;
  @Inject Environments environments;

  @Test
  void everyConnectionHasItsTurnThoughOthersFail() {
    // Given
    var integration = ApiCalls.integration("slack");
    var all = IntStream.range(0, COUNT).mapToObj(i -> create(integration.identifier(), i)).toList();
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());

    // When
    var visit = index.each(keys, integration.id(), workspace, this::fail);

    // Then
    assertThatThrownBy(() -> visit.await().atMost(Duration.ofSeconds(30)))
        .isExactlyInstanceOf(IllegalStateException.class);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(all);
  }

  private Uni<Void> fail(ChannelConnection connection) {
    visited.add(connection.identifier());
    return Uni.createFrom().failure(new IllegalStateException(connection.identifier()));
  }

  private String create(String integration, int place) {
    return ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s-%d','workspace':{'id':'%2$s'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(integration, workspace, place)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
