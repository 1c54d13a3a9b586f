package dev.chatconnect.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.marcnuri.helm.Helm;

/** The chart, rendered as {@code helm template connect … --namespace tools} does. */
final class Chart {

  static final Path FOLDER = Path.of("src/main/helm/chat-connect");
  static final String PUBLIC_URL = "https://connect.example.com";

  private static final String OLDEST_KUBERNETES = "1.30.0";

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();

  private Chart() {}

  /** With the values that it cannot do without. */
  static Chart minimal() {
    return new Chart().with("publicUrl", PUBLIC_URL).with("existingSecret", "connect-keys");
  }

  /** The same with another value; dots lead into the tree. */
  Chart with(String path, Object value) {
    values.put(path, value);
    return this;
  }

  /** The same with a file of values. */
  Chart with(Path file) {
    files.add(file);
    return this;
  }

  /** As text. */
  String text() {
    var template =
        Helm.template(FOLDER.toString())
            .withName("connect")
            .withNamespace("tools")
            .withKubeVersion(OLDEST_KUBERNETES);
    values.forEach(template::set);
    files.forEach(template::withValuesFile);
    return template.call();
  }

  /** As Kubernetes would take it. */
  Manifests render() {
    try {
      return Manifests.parse(text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
