package dev.chatconnect.secrecy;

import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.core.instrument.Metrics;
import org.eclipse.microprofile.config.ConfigProvider;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;

/** What can only be seen from within the class loader of an application that runs for tests. */
public final class ApplicationWatch {

  private ApplicationWatch() {}

  /** Called by name. */
  public static void watch() {
    AnswerWatch.watch();
  }

  /** Meters whose name or labels hold a secret. */
  static List<String> meters() {
    return Metrics.globalRegistry.getMeters().stream()
        .map(meter -> meter.getId().toString())
        .filter(id -> Secrets.in(id).isPresent())
        .toList();
  }

  /** Requests that a browser sent to a provider, naming the page of this service it was on. */
  static List<String> referers() {
    var config = ConfigProvider.getConfig();
    var standIn = config.getOptionalValue("quarkus.wiremock.devservices.port", Integer.class);
    var service = config.getOptionalValue("test.url", String.class);
    if (standIn.isEmpty() || service.isEmpty()) {
      return List.of();
    }
    return new WireMock("localhost", standIn.get())
            .find(
                anyRequestedFor(anyUrl())
                    .withHeader("Referer", matching("\\Q" + service.get() + "\\E.*")))
            .stream()
            .map(LoggedRequest::getUrl)
            .toList();
  }

  /** Called by name: all that was found. */
  public static List<String> take() {
    var found = new ArrayList<String>();
    meters().forEach(meter -> found.add("metric: " + meter));
    referers().forEach(url -> found.add("Referer to " + url));
    return found;
  }
}
