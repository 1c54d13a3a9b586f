package dev.chatconnect.secrecy;

import java.lang.reflect.Proxy;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A leak that is planted is found, or the silence of the watch would mean nothing. */
class LogWatchTest {

  private static final Logger LOG = Logger.getLogger("dev.chatconnect.planted");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xoxb-standin-abc",
        "xoxe.xoxp-1",
        "https://hooks.slack.com/services/T1/B1/x",
        "https://discord.com/api/webhooks/123456789/x",
        "ya29.standin-x",
        "webex-refresh.abcdefghijklmnopqrstuvw1",
        "123456789:AAbbccddeeffgghhiijjkkllmmnnooppqq",
        "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        "dev-secret-key",
        "app-client-secret",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "variant-a.T1.U1",
        "/callback?code=short",
        "/callback?x=1&state=short",
        "Authorization: Bearer abc-123-def",
        "JK0dd_BH5AS3dtXY07pVPpIZgV24UKf34-H4WvhZMcI",
      })
  void aSecretIsFoundAtTheLowestLevel(String secret) {
    // When
    LOG.finest(() -> "event=planted value=" + secret);

    // Then
    assertThat(LogWatch.take()).singleElement().asString().contains(secret);
  }

  @Test
  void whatATestMadeUpIsFoundThoughItIsToldLater() {
    // Given
    LOG.info("event=planted value=nothing-like-a-secret");

    // When
    LogWatch.add("nothing-like-a-secret");

    // Then
    assertThat(LogWatch.take()).hasSize(1);
  }

  @Test
  void theMessageOfAnExceptionIsReadToo() {
    // When
    LOG.log(
        java.util.logging.Level.FINE,
        "event=planted",
        new IllegalStateException(new IllegalArgumentException("refused xoxb-1")));

    // Then
    assertThat(LogWatch.take()).hasSize(1);
  }

  @Test
  void ordinaryLinesHoldNoSecret() {
    // When
    LOG.info("event=journey_failed reference=a1b2c3d4e5 reason=code_spent status=400");
    LOG.fine("at dev.chatconnect.connect.CallbackTest.exactlyOneOfFiftyCallbacksAtOnce(X.java:9)");

    // Then
    assertThat(LogWatch.take()).isEmpty();
  }

  @Test
  void theClassThatLeaksFails() {
    // Given
    LOG.finest("event=planted value=xoxb-1");
    var context =
        (ExtensionContext)
            Proxy.newProxyInstance(
                ExtensionContext.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (proxy, method, arguments) -> LogWatchTest.class);

    // When / Then
    assertThatThrownBy(() -> new SecretScan().afterAll(context))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("xoxb-1");
  }

  @Test
  void theLogOfAnotherProcessIsReadLineByLine() {
    // Given
    var log = "event=started\nevent=planted value=xoxb-1\nevent=stopped\n";

    // When / Then
    assertThatThrownBy(() -> ProcessLogs.requireNoSecrets("a replica", log))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("event=planted")
        .hasMessageNotContaining("event=started");
  }
}
