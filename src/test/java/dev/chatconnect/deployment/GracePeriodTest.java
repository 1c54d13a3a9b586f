package dev.chatconnect.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;

import dev.chatconnect.provider.OutboundSettings;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A replica is not killed before the longest orderly stop that its settings allow is over. */
class GracePeriodTest {

  private static final Pattern GRACE = Pattern.compile("Give it (\\d+) seconds from SIGTERM");

  @Test
  void theChartWaitsForTheLongestStop() {
    // When
    var pod = Chart.minimal().render().only(Deployment.class).getSpec().getTemplate().getSpec();

    // Then
    var pause = pod.getContainers().get(0).getLifecycle().getPreStop().getSleep().getSeconds();
    assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
        .isGreaterThan(Duration.ofSeconds(pause).plus(longestStop()));
  }

  @Test
  void operatorsAreToldToWaitForTheLongestStop() throws IOException {
    // Given
    var page = Files.readString(Path.of("docs/operations.md"));

    // When
    var told = GRACE.matcher(page);

    // Then
    assertThat(told.find()).isTrue();
    assertThat(Duration.ofSeconds(Long.parseLong(told.group(1)))).isGreaterThan(longestStop());
  }

  /** From SIGTERM: observers of the end wait one after the other. */
  private static Duration longestStop() {
    return setting("%prod.quarkus.shutdown.delay")
        .plus(setting("%prod.quarkus.shutdown.timeout"))
        .plus(callTimeout())
        .plus(constant("dev.chatconnect.event.Deliveries", "SETTLING"))
        .plus(constant("dev.chatconnect.connection.RenewalsUnderWay", "PATIENCE"));
  }

  private static Duration setting(String name) {
    var settings = new Properties();
    try (var file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      settings.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DurationConverter.parseDuration(settings.getProperty(name));
  }

  private static Duration callTimeout() {
    try {
      Method setting = OutboundSettings.class.getMethod("callTimeout");
      return DurationConverter.parseDuration(setting.getAnnotation(WithDefault.class).value());
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Duration constant(String type, String name) {
    try {
      var field = Class.forName(type).getDeclaredField(name);
      field.setAccessible(true);
      return (Duration) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
