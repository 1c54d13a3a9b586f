package dev.chatconnect.secrecy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Part of every test class by itself: the class fails when a secret got out while it ran. */
public final class SecretScan implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    LogWatch.watch();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    LogWatch.watch();
    if (isOfApplication(context)) {
      inApplication(context, "watch");
    } else if (isOfPackaged(context)) {
      AnswerWatch.watch();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void afterAll(ExtensionContext context) throws Exception {
    var found = new ArrayList<>(LogWatch.take());
    if (isOfApplication(context)) {
      found.addAll((List<String>) inApplication(context, "take"));
    } else if (isOfPackaged(context)) {
      found.addAll(ProcessLogs.take());
      found.addAll(MetricsScan.take());
    }
    assertThat(found).as("secrets in log, spans, metrics or Referer").isEmpty();
  }

  private static boolean isOfApplication(ExtensionContext context) {
    return isAnnotated(context, "QuarkusTest");
  }

  private static boolean isOfPackaged(ExtensionContext context) {
    return isAnnotated(context, "QuarkusIntegrationTest");
  }

  /** By name: the test class is of the application's class loader, and so are its annotations. */
  private static boolean isAnnotated(ExtensionContext context, String annotation) {
    return Stream.of(context.getRequiredTestClass().getAnnotations())
        .anyMatch(found -> found.annotationType().getSimpleName().equals(annotation));
  }

  private static Object inApplication(ExtensionContext context, String method) throws Exception {
    return context
        .getRequiredTestClass()
        .getClassLoader()
        .loadClass(ApplicationWatch.class.getName())
        .getMethod(method)
        .invoke(null);
  }
}
