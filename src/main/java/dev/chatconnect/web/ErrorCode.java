package dev.chatconnect.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of everything that can go wrong in an answer: status and text. Texts are part of
 * the API: clients of the reference match on them, so a change here is a change of contract.
 */
public enum ErrorCode {
  // Edge
  VALIDATION(422, "Validation Error"),
  COMMAND_VALIDATION(422, "Validation failed for %s: %s"),
  MALFORMED_JSON(400, "Malformed JSON in the request body at line %d, column %d"),
  MALFORMED_PATH(400, "Malformed percent-encoding in the request path"),
  BAD_REQUEST(400, "%s"),
  PAYLOAD_TOO_LARGE(413, "Payload Too Large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  NOT_ACCEPTABLE(406, "Not Acceptable"),
  ROUTE_NOT_FOUND(404, "Cannot %s %s"),
  INTERNAL(500, "Internal server error, contact support and provide them with the errorId"),
  STORE_UNAVAILABLE(503, "The service cannot reach its database. Try again in a moment."),

  // Authentication
  MISSING_AUTHORIZATION(401, "Missing authorization header"),
  INVALID_AUTHENTICATION_SCHEME(401, "Invalid authentication scheme: \"%s\""),
  ENDPOINT_NOT_ACCESSIBLE(401, "API endpoint not accessible"),
  API_KEY_NOT_FOUND(401, "API Key not found"),
  UNAUTHORIZED(401, "Unauthorized"),
  FORBIDDEN(403, "Forbidden"),

  // Idempotency and rate limits
  IDEMPOTENCY_KEY_TOO_LONG(
      400, "idempotencyKey \"%s\" has exceeded the maximum allowed length of 255 characters"),
  IDEMPOTENCY_IN_PROGRESS(
      409, "Request with key \"%s\" is currently being processed. Please retry after 1 second"),
  IDEMPOTENCY_BODY_MISMATCH(422, "Request with key \"%s\" is being reused for a different body"),
  RATE_LIMITED(429, "API rate limit exceeded"),

  // Contexts
  CONTEXT_REQUIRED_FOR_HMAC(400, "A context is required when HMAC validation is enabled."),
  CONTEXT_HASH_REQUIRED(400, "A valid contextHash is required when HMAC validation is enabled."),
  CONTEXT_HASH_INVALID(400, "Please provide a valid context HMAC hash"),
  CONTEXT_NOT_CANONICAL(400, "context can only be signed when all its numbers are integers"),

  // Subscriber sessions and routes
  SESSION_KEYLESS(400, "Keyless is not supported in community edition"),
  SESSION_APPLICATION_REQUIRED(
      422, "A valid application identifier is required when providing subscriber information"),
  SESSION_SUBSCRIBER_REQUIRED(422, "Subscriber ID is required"),
  SESSION_APPLICATION_UNKNOWN(400, "Please provide a valid application identifier"),
  SESSION_SUBSCRIBER_AMBIGUOUS(
      422, "The ID of a subscriber must not look like a context: its hash would vouch for that"),
  SUBSCRIBER_HASH_INVALID(400, "Please provide a valid HMAC hash"),
  OWN_CONNECTION_NOT_FOUND(404, "Channel connection not found: %s"),
  OWN_ENDPOINT_NOT_FOUND(404, "Channel endpoint not found: %s"),
  SHARED_CONNECTION_PROTECTED(
      403, "Only the application can %s a shared channel connection, with its API key"),
  OWN_ENDPOINTS_TOO_MANY(
      403, "The subscriber has %d endpoints. A browser can only remove some, not create more."),
  OWN_CONNECTIONS_TOO_MANY(
      403, "The subscriber has %d connections. A browser can only remove some, not create more."),
  CONNECTION_NEEDS_JOURNEY(
      403,
      "A subscriber cannot create a connection of \"%s\" from a token. Connect it with a URL of"
          + " /v1/inbox/channel-connections/oauth, or create it with an API key."),
  CONNECTION_IDENTIFIER_PROTECTED(
      403,
      "A subscriber cannot take the %s \"%s\": the button of somebody else connects under that name."
          + " Choose another, or send none."),
  ENDPOINT_TYPE_PROTECTED(
      403,
      "A subscriber cannot create an endpoint of type \"%s\". Link it with a URL of"
          + " /v1/inbox/channel-endpoints/oauth or /link, or create it with an API key."),

  // Integrations
  INTEGRATION_IDENTIFIER_TAKEN(409, "Integration with identifier already exists"),
  INTEGRATION_DEMO_NOT_ALLOWED(400, "Creating Novu integration for %s provider is not allowed"),
  INTEGRATION_IN_APP_TAKEN(400, "One environment can only have one In app provider"),
  INTEGRATION_ENVIRONMENT_FORBIDDEN(
      403,
      "This authentication scheme is scoped to a single environment and cannot target a different"
          + " `_environmentId`. Use credentials from the target environment, or authenticate with a"
          + " session token."),
  INTEGRATION_ENTITY_NOT_FOUND(404, "Entity with id %s not found"),
  INTEGRATION_ID_NOT_FOUND(404, "Integration with id %s not found"),
  INTEGRATION_NOTHING_TO_UPDATE(400, "No properties found for update"),
  INTEGRATION_NO_PRIMARY(400, "Channel %s does not support primary"),

  // OAuth URLs
  OAUTH_INTEGRATION_NOT_FOUND(404, "Integration not found: %s in environment %s"),
  OAUTH_INTEGRATION_INACTIVE(400, "Integration is not active: %s"),
  OAUTH_MODE_NOT_SUPPORTED(400, "Provider \"%s\" does not support mode \"%s\""),
  OAUTH_MISSING_CREDENTIALS(404, "%s"),
  SCOPE_NOT_ALLOWED(
      403,
      "A subscriber cannot ask for the scope \"%s\". List it in credentials.browserScopes of the"
          + " integration, or make the URL with an API key."),
  REDIRECT_URL_NOT_ALLOWED(400, "redirectUrl is not on the list of allowed redirects"),
  VERIFIER_URL_NOT_ALLOWED(
      400, "credentials.verifierUrl must be an https URL on the list of allowed redirects"),
  MESSAGE_ORIGIN_NOT_ALLOWED(
      400, "origin is not on the list of origins that may be told of outcomes"),
  SUBSCRIBER_REQUIRED_FOR_WEBHOOK(400, "subscriberId is required for incoming webhook"),
  SUBSCRIBER_REQUIRED_FOR_LINK(400, "subscriberId is required for link_user mode"),
  CONNECTION_REQUIRED_FOR_LINK(400, "connectionIdentifier is required for Webex link_user mode"),
  CONTEXT_REQUIRED_FOR_SHARED(400, "context is required when connectionMode is \"shared\""),
  SUBSCRIBER_REQUIRED_FOR_MODE(
      400, "subscriberId is required when connectionMode is \"subscriber\""),
  SUBSCRIBER_OR_CONTEXT_REQUIRED(400, "Either subscriberId or context must be provided"),

  // Chat links
  LINK_INTEGRATION_NOT_FOUND(404, "Integration %s not found"),
  LINK_NOT_SUPPORTED(
      400, "Provider \"%s\" does not support subscriber chat linking via this endpoint."),
  LINK_MISCONFIGURED(422, "%s"),

  // Connect page
  CONNECT_LINKS_TOO_MANY(
      429, "The environment has %d connect links that were not opened. Try again later."),
  CONNECT_LINK_UNKNOWN(404, "This connect link is unknown, expired or already used"),
  CONNECT_SESSION_MISSING(401, "The visit is over, or has never begun in this browser"),
  CONNECT_FORM_REFUSED(403, "The form was not sent from the connect page"),

  // Load
  JOURNEYS_TOO_MANY(
      429, "The environment has %d journeys that were not finished. Try again later."),
  OWN_JOURNEYS_TOO_MANY(
      429, "The subscriber has %d journeys that were not finished. Try again later."),
  CALLBACKS_TOO_MANY(503, "Too many journeys end at this moment. Reload the page."),
  OVERLOADED(503, "Too many requests are being worked on at this moment. Try again later."),

  // Callback
  JOURNEY_INCOMPLETE(400, "The callback needs exactly one state and one code or error"),
  JOURNEY_UNKNOWN(400, "This connect link is unknown, expired or already used"),
  JOURNEY_OTHER_BROWSER(
      403, "The journey began in another browser, or its visit is over: nothing was connected"),
  JOURNEY_CANCELLED(403, "The authorization was denied"),
  JOURNEY_REFUSED(400, "%s"),
  JOURNEY_MISCONFIGURED(400, "%s"),
  JOURNEY_MISMATCH(403, "%s"),
  JOURNEY_BAD_ANSWER(502, "%s"),
  JOURNEY_PROVIDER_DOWN(502, "%s"),
  JOURNEY_PROVIDER_LIMITED(503, "%s"),

  // Provider events
  EVENT_UNVERIFIED(401, "The event could not be verified"),
  EVENT_UNFINISHED(503, "The event is still being worked on. Send it again."),

  // Confirmation
  VERIFICATION_UNKNOWN(404, "This flow is unknown, expired or already confirmed"),
  VERIFICATION_MISMATCH(403, "The flow was not started for this subscriber: nothing was connected"),

  // Encryption keys
  SECRET_UNREADABLE(
      503,
      "A secret that this needs cannot be decrypted with the configured encryption keys. The"
          + " operator of the service has to put the missing key back."),
  REWRAP_NOT_FOUND(404, "Nothing was rewrapped in this environment yet"),

  // Connections and endpoints
  INTEGRATION_NOT_FOUND(404, "Integration not found: %s"),
  CONNECTION_NOT_FOUND(404, "Channel connection with identifier '%s' not found"),
  CONNECTION_TO_UPDATE_NOT_FOUND(404, "Channel connection with identifier \"%s\" not found"),
  ROTATION_NOT_SUPPORTED(
      400,
      "Token rotation is not supported for provider \"%s\". Remove refreshToken from the connection"
          + " auth."),
  ROTATION_CREDENTIALS_MISSING(
      400,
      "Integration \"%s\" must have clientId and secretKey configured to store a rotating refresh"
          + " token."),
  ROTATION_INTEGRATION_NOT_FOUND(404, "Integration \"%s\" not found"),
  CONNECTION_EXISTS(
      409,
      "A channel connection already exists for integration \"%s\" with %s and %s. Connection ID: %s"),
  CONNECTION_IDENTIFIER_TAKEN(
      409, "Channel connection with identifier \"%s\" already exists in environment \"%s\""),
  CONNECTION_UNUSABLE(
      409, "The token of channel connection \"%s\" cannot be used: %s. Reconnect the channel."),
  TOKEN_REFRESH_FAILED(
      502, "%1$s token refresh failed: %2$s. Reconnect the %1$s channel connection."),
  TOKEN_REFRESH_UNAVAILABLE(503, "%s cannot refresh the token now. Try again."),
  TOKEN_REFRESH_TIMED_OUT(
      502,
      "Timed out waiting for token refresh for connection %s. Reconnect the channel connection."),
  TOKEN_ROTATION_UNSUPPORTED(400, "Provider \"%s\" has no tokens that can be rotated instead"),
  TOKEN_ROTATION_MISCONFIGURED(400, "%s did not exchange the token: %s. %s"),
  TOKEN_ROTATION_CONFLICT(
      409, "%s cannot exchange this token any more: %s. Reconnect the channel connection."),
  TOKEN_ROTATION_FAILED(
      502,
      "%s did not exchange the token: %s. Verify the channel connection; reconnect it if it no"
          + " longer works."),
  PROVIDER_NOT_ASKED(503, "%s cannot be asked now. Try again."),
  CONNECTION_REJECTED(502, "%s rejected the connection: %s"),
  ENDPOINT_NOT_FOUND(404, "Channel endpoint with identifier '%s' not found"),
  ENDPOINT_TO_UPDATE_NOT_FOUND(
      404, "Channel endpoint with identifier \"%s\" not found in environment \"%s\""),
  ENDPOINT_IDENTIFIER_TAKEN(
      409, "Channel endpoint with identifier \"%s\" already exists in environment \"%s\""),
  ENDPOINT_FORMAT(400, "Endpoint must match the required format for type \"%s\""),
  ENDPOINT_WRONG_PROVIDER(400, "Channel endpoint type \"%s\" requires %s integration"),
  ENDPOINT_DOES_NOT_FIT(
      400, "Channel endpoint type \"%s\" does not fit integration \"%s\" of provider \"%s\""),
  ENDPOINT_NEEDS_CONNECTION(400, "Channel endpoint type \"%s\" requires a connectionIdentifier"),
  ENDPOINT_NEEDS_DYNAMIC_ROUTING(
      400,
      "tool_webhook endpoints require the Tool webhook integration to use dynamic routingMode"),
  ENDPOINT_CONNECTION_NOT_FOUND(404, "Channel connection not found: %s"),
  ENDPOINT_CONTEXT_MISMATCH(
      400, "Webex endpoint context must match channel connection \"%s\" context"),
  ENDPOINT_TOOL_EXISTS(
      409, "%s endpoint already exists for subscriber \"%s\" on integration \"%s\""),
  ENDPOINT_USER_TAKEN(
      409, "This %s user is already linked to another subscriber or context on integration \"%s\""),
  IMPORT_OTHER_PROVIDER(400, "Integration \"%s\" is of provider \"%s\""),
  IMPORT_WITHOUT_TOKEN(400, "A new connection needs auth with an accessToken"),
  TRANSFER_KEY_INVALID(400, "The header %s must hold 32 bytes in base64"),
  NOVU_KEY_INVALID(400, "The header %s must hold 32 characters"),
  WRITE_CONTENTION(503, "The record is being changed by too many requests at once. Try again."),
  REPLICAS_BEHIND(503, "The write could not be confirmed by enough replicas. Try again."),

  // Lists
  BOTH_CURSORS(400, "Cannot specify both \"before\" and \"after\" cursors at the same time."),
  ;

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Payload Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Entity"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"));

  private final int status;
  private final String template;

  ErrorCode(int status, String template) {
    this.status = status;
    this.template = template;
  }

  /** HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Reason phrase of the status, as the envelope's {@code error} field gives it (RFC 9110 §15). */
  public String phrase() {
    return PHRASES.getOrDefault(status, "Error");
  }

  /** Kebab-case name, stable: the last part of the problem type (RFC 9457 §3.1.1). */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The entry of this {@link #slug()}. */
  public static Optional<ErrorCode> find(String slug) {
    return Arrays.stream(values()).filter(code -> code.slug().equals(slug)).findFirst();
  }

  /** Short summary that is the same for every occurrence (RFC 9457 §3.1.3). */
  public String title() {
    var words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The text with its details filled in. */
  public String text(Object... details) {
    return details.length == 0 ? template : String.format(Locale.ROOT, template, details);
  }

  /** The failure with this entry's status and text. */
  public ApiException with(Object... details) {
    return new ApiException(this, text(details), Map.of(), Optional.empty());
  }
}
