package dev.chatconnect.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document at build time: ties the components of {@code
 * META-INF/openapi.yaml} to the operations that the code has. Request bodies and examples of
 * answers belong to the operation of their name.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiReference implements OASFilter {

  private static final String JSON = "application/json";
  private static final String CREATES = "create";
  private static final String STARTS = "startRewrap";

  /** Safe to repeat without a key. */
  private static final String IMPORT = "importRecords";

  private static final Map<String, String> PATH =
      Map.of(
          "identifier", "Percent-encoded where it holds special characters.",
          "providerId", "For example `slack`.",
          "integrationId", "The integration's `_id`: 24 hexadecimal digits.",
          "flowId", "What the callback added to the integration's `verifierUrl`.");
  private static final List<String> RATE_LIMIT =
      List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy");

  /** In every answer. */
  private static final String REQUEST_ID = "X-Request-Id";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var components = document.getComponents();
    components.getResponses().values().forEach(ApiReference::addRequestId);
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(components, path, method, operation)));
  }

  private static void complete(
      Components components, String path, HttpMethod method, Operation operation) {
    describePath(operation);
    nameCreated(operation);
    QueryParameters.of(operation).forEach(name -> addParameter(operation, name));
    var open = Answers.OF_OTHERS.get(String.valueOf(operation.getOperationId()));
    if (open != null) {
      operation.setSecurity(List.of());
      attachBody(components, operation);
      answer(operation, open);
      addRequestIds(operation);
      return;
    }
    var access = Access.of(path, operation);
    operation.setSecurity(access.security());
    var body = attachBody(components, operation);
    attachExample(components, operation);
    var byKey = access == Access.API_KEY;
    var repeatable =
        byKey
            && (method == HttpMethod.POST || method == HttpMethod.PATCH)
            && !IMPORT.equals(operation.getOperationId());
    if (repeatable) {
      addParameter(operation, "idempotencyKey");
    }
    answer(operation, new Answers(path, method, operation, access, body).names());
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, answer) -> {
              if (status.startsWith("2")) {
                attachHeaders(operation, answer, access, repeatable);
              }
            });
    addRequestIds(operation);
  }

  private static void addRequestIds(Operation operation) {
    operation.getResponses().getAPIResponses().values().stream()
        .filter(answer -> answer.getRef() == null)
        .forEach(ApiReference::addRequestId);
  }

  private static void addRequestId(APIResponse answer) {
    answer.addHeader(REQUEST_ID, header(REQUEST_ID));
  }

  private static void describePath(Operation operation) {
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(parameter -> parameter.setDescription(PATH.get(parameter.getName())));
    }
  }

  /** What the code says of the status is not read from it. */
  private static void nameCreated(Operation operation) {
    var answers = operation.getResponses();
    if (String.valueOf(operation.getOperationId()).startsWith(CREATES)) {
      answers.addAPIResponse("201", answers.getAPIResponse("200").description("Created"));
      answers.removeAPIResponse("200");
    }
    if (STARTS.equals(operation.getOperationId())) {
      answers.addAPIResponse("202", answers.getAPIResponse("200").description("Accepted"));
      answers.removeAPIResponse("200");
    }
  }

  private static void addParameter(Operation operation, String name) {
    operation.addParameter(OASFactory.createParameter().ref(name));
  }

  private static void answer(Operation operation, Map<String, String> names) {
    var answers = new TreeMap<>(operation.getResponses().getAPIResponses());
    names.forEach((status, name) -> answers.put(status, OASFactory.createAPIResponse().ref(name)));
    operation.getResponses().setAPIResponses(answers);
  }

  private static boolean attachBody(Components components, Operation operation) {
    var name = operation.getOperationId();
    if (!components.getRequestBodies().containsKey(name)) {
      operation.setRequestBody(null);
      return false;
    }
    operation.setRequestBody(OASFactory.createRequestBody().ref(name));
    return true;
  }

  private static void attachExample(Components components, Operation operation) {
    var name = operation.getOperationId();
    if (components.getExamples().containsKey(name)) {
      operation.getResponses().getAPIResponses().values().stream()
          .filter(answer -> answer.getContent() != null)
          .map(answer -> answer.getContent().getMediaType(JSON))
          .forEach(json -> json.addExample(name, OASFactory.createExample().ref(name)));
    }
  }

  private static void attachHeaders(
      Operation operation, APIResponse answer, Access access, boolean repeatable) {
    if (Answers.isLimited(operation, access)) {
      RATE_LIMIT.forEach(name -> answer.addHeader(name, header(name)));
    }
    if (repeatable) {
      answer.addHeader("Idempotency-Key", header("Idempotency-Key"));
      answer.addHeader("Idempotency-Replay", header("Idempotency-Replay"));
    }
    if (Boolean.TRUE.equals(operation.getDeprecated())) {
      answer.addHeader("Deprecation", header("Deprecation"));
      answer.addHeader("Link", header("Link"));
    }
  }

  private static Header header(String name) {
    return OASFactory.createHeader().ref(name);
  }
}
