package dev.chatconnect.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/** Which answers besides success an operation may have. */
record Answers(
    String path, HttpMethod method, Operation operation, Access access, boolean hasBody) {

  /**
   * Of the operations that browsers and providers are sent to, by name; the callback answers pages.
   */
  static final Map<String, Map<String, String>> OF_OTHERS =
      Map.of(
          "completeOAuth", ofCallback(),
          "receiveProviderEvent", ofEvents(),
          "receiveIntegrationEvent", ofEvents());

  private static final String CONFIRM = "confirmJourney";
  private static final Set<String> CALLS_PROVIDER =
      Set.of(
          "getConnectionToken",
          "rotateConnectionToken",
          "verifyConnection",
          "linkChat",
          "linkOwnChat",
          CONFIRM);

  private static final Set<String> PROTECTED =
      Set.of(
          "createOwnConnection",
          "deleteOwnConnection",
          "createOwnEndpoint",
          "createOwnConnectUrl",
          "createOwnLinkUserUrl",
          "createOwnChatUrl");

  private static final String SESSION = "createSession";

  /** Whether a rate limit holds for an operation. */
  static boolean isLimited(Operation operation, Access access) {
    return access != Access.PUBLIC || SESSION.equals(operation.getOperationId());
  }

  /** Name of the response component by status. */
  Map<String, String> names() {
    var id = String.valueOf(operation.getOperationId());
    var names = new LinkedHashMap<String, String>();
    if (method != HttpMethod.DELETE && (hasBody || isPaged() || method == HttpMethod.POST)) {
      names.put("400", "BadRequest");
    }
    if (access != Access.PUBLIC) {
      names.put("401", access == Access.SESSION ? "NoSession" : "Unauthorized");
    }
    if (access == Access.PUBLIC && method == HttpMethod.GET) {
      names.put("406", "NotAcceptable");
    }
    if (hasBody && id.endsWith("Integration")) {
      names.put("403", "Forbidden");
    }
    if (id.equals(CONFIRM)) {
      names.put("403", "NotTheOwner");
    }
    if (PROTECTED.contains(id)) {
      names.put("403", "Protected");
    }
    if (path.contains("{")
        || (method == HttpMethod.POST && !Set.of("createIntegration", SESSION).contains(id))) {
      names.put("404", "NotFound");
    }
    if (method != HttpMethod.GET && method != HttpMethod.DELETE) {
      if (!id.equals(SESSION)) {
        names.put("409", "Conflict");
      }
      names.put("422", "Invalid");
    }
    if (hasBody) {
      names.put("413", "PayloadTooLarge");
    }
    if (isPaged() || path.contains("{integrationId}")) {
      names.put("422", "Invalid");
    }
    if (isLimited(operation, access)) {
      names.put("429", "TooManyRequests");
    }
    names.put("500", "InternalError");
    if (CALLS_PROVIDER.contains(id)) {
      names.put("502", "BadGateway");
    }
    names.put("503", "Unavailable");
    return names;
  }

  private boolean isPaged() {
    return QueryParameters.of(operation).contains("limit");
  }

  private static Map<String, String> ofEvents() {
    return Map.of(
        "401", "NotGenuine",
        "404", "NotFound",
        "413", "PayloadTooLarge",
        "415", "NotJson",
        "503", "Unavailable");
  }

  private static Map<String, String> ofCallback() {
    var names = new LinkedHashMap<String, String>();
    names.put("200", "Connected");
    names.put("302", "SentOn");
    for (var status : List.of("400", "403", "409", "429", "500", "502", "503")) {
      names.put(status, "NotConnected");
    }
    return Collections.unmodifiableMap(names);
  }
}
