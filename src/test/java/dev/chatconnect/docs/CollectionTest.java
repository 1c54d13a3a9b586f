package dev.chatconnect.docs;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;

import dev.chatconnect.docs.Operations.Operation;
import dev.chatconnect.inbox.Subscribers;
import dev.chatconnect.sdk.NodeProject;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The collection of requests works against the service, and leaves no operation out. */
@QuarkusTest
class CollectionTest {

  @TestHTTPResource("/")
  URL root;

  @Test
  void everyRequestOfTheCollectionIsAnsweredAsItSays() throws Exception {
    // Given
    var bruno = NodeProject.install("collection");
    bruno.add(BrunoRequest.FOLDER);

    // When
    var run =
        bruno.script(
            "test",
            Map.of(
                "CHAT_CONNECT_URL",
                root.toString().replaceAll("/$", ""),
                "CHAT_CONNECT_KEY",
                "dev-secret-key",
                "CHAT_CONNECT_APPLICATION",
                Subscribers.application("dev-secret-key")));

    // Then
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Requests");
  }

  @Test
  void everyOperationHasARequestThatAsserts() throws IOException {
    // Given
    var operations = Operations.read();

    // When
    var requests = BrunoRequest.all();

    // Then
    var covered = new HashSet<Operation>();
    assertThat(requests)
        .allSatisfy(
            request -> {
              assertThat(request.asserts()).as(request.toString()).isTrue();
              covered.add(request.operation(operations));
            });
    assertThat(covered).containsAll(operations);
  }

  @Test
  void theEnvironmentOfDevModeNamesItsApplication() throws IOException {
    // Given
    var variables = Files.readString(BrunoRequest.FOLDER.resolve("environments/dev.bru"));

    // When
    var application = Subscribers.application("dev-secret-key");

    // Then
    assertThat(variables).contains("application: " + application);
  }
}
