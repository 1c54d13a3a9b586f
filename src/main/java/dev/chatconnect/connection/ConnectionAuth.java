package dev.chatconnect.connection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import dev.chatconnect.web.Fields;

/**
 * The {@code auth} of a request.
 *
 * @param refreshToken empty when absent or {@code null}
 * @param dropsRotation whether {@code refreshToken} was sent as {@code null}
 */
public record ConnectionAuth(
    String accessToken,
    Optional<String> refreshToken,
    Optional<Instant> expiresAt,
    Optional<Instant> refreshTokenExpiresAt,
    boolean dropsRotation) {

  static ConnectionAuth read(Fields fields) {
    var auth = fields.requiredObject("auth");
    return new ConnectionAuth(
        auth.requiredString("accessToken"),
        auth.string("refreshToken").filter(token -> !token.isEmpty()),
        time(auth, "expiresAt"),
        time(auth, "refreshTokenExpiresAt"),
        auth.has("refreshToken") && auth.raw("refreshToken").isEmpty());
  }

  private static Optional<Instant> time(Fields auth, String name) {
    var text = auth.string(name).filter(value -> !value.isEmpty());
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      auth.rejectField(name, "must be a valid ISO 8601 date string");
      return Optional.empty();
    }
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "ConnectionAuth[]";
  }
}
