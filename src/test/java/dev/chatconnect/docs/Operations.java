package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The operations of the OpenAPI document. */
final class Operations {

  private static final Path DOCUMENT = Path.of("docs/openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private Operations() {}

  /**
   * An operation.
   *
   * @param tag topic that it belongs to
   * @param method in capitals
   */
  record Operation(
      String id, String tag, String method, String path, String summary, boolean deprecated) {}

  /** In the order of the document. */
  static List<Operation> read() throws IOException {
    var all = new ArrayList<Operation>();
    var paths = new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile()).path("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method -> {
                          var operation = method.getValue();
                          all.add(
                              new Operation(
                                  operation.path("operationId").asText(),
                                  operation.path("tags").path(0).asText(),
                                  method.getKey().toUpperCase(Locale.ROOT),
                                  path.getKey(),
                                  operation.path("summary").asText(),
                                  operation.path("deprecated").asBoolean()));
                        }));
    return List.copyOf(all);
  }
}
