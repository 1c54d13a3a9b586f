package dev.chatconnect.openapi;

import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Who may call an operation. */
enum Access {
  /** Applications. */
  API_KEY("ApiKey"),
  /** Subscribers in a browser. */
  SESSION("SessionToken"),
  /** Anyone. */
  PUBLIC("");

  private static final String INBOX = "/v1/inbox/";
  private static final Set<String> OPEN =
      Set.of("completeOAuth", "createSession", "getSessionKeys");

  private final String scheme;

  Access(String scheme) {
    this.scheme = scheme;
  }

  static Access of(String path, Operation operation) {
    if (OPEN.contains(String.valueOf(operation.getOperationId()))) {
      return PUBLIC;
    }
    return path.startsWith(INBOX) ? SESSION : API_KEY;
  }

  /** What a caller must send. */
  List<SecurityRequirement> security() {
    return scheme.isEmpty()
        ? List.of()
        : List.of(OASFactory.createSecurityRequirement().addScheme(scheme, List.of()));
  }
}
