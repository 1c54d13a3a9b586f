package dev.chatconnect.sdk;

import java.net.URL;
import java.util.Map;

import dev.chatconnect.inbox.Subscribers;
import io.quarkus.logging.Log;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published SDKs, of servers and of browsers, against the running service: {@code
 * src/test/node/sdk}.
 */
@QuarkusTest
class NovuSdkTest {

  @TestHTTPResource("/")
  URL root;

  @Test
  void everyFunctionOfTheSdksWorksAndEveryErrorIsTold() throws Exception {
    // Given
    var sdk = NodeProject.install("sdk");

    // When
    var run =
        sdk.script(
            "test",
            Map.of(
                "CHAT_CONNECT_URL",
                root.toString(),
                "CHAT_CONNECT_KEY",
                "dev-secret-key",
                "CHAT_CONNECT_APPLICATION",
                application()));

    // Then
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("skipped 0", "fail 0");
    Log.info(run.output());
  }

  /** What browsers name the environment by. */
  String application() {
    return Subscribers.application("dev-secret-key");
  }
}
