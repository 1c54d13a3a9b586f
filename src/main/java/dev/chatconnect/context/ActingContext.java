package dev.chatconnect.context;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.web.Fields;

/**
 * The context that a caller acts in, and what vouches for it.
 *
 * @param keys the exact context, sorted; empty without one
 * @param payload what the caller sent; a session's keys win over it
 * @param hash with which the application vouches for the payload
 * @param vouched whether the application vouched for the keys before, when the session was made
 */
public record ActingContext(
    List<String> keys, Optional<ContextPayload> payload, Optional<String> hash, boolean vouched) {

  public ActingContext {
    keys = List.copyOf(keys);
  }

  /** The context that a request names itself. */
  public static ActingContext of(Optional<ContextPayload> payload, Optional<String> hash) {
    var keys = payload.map(ContextPayload::keys).orElse(List.of());
    return new ActingContext(keys, payload, hash, false);
  }

  /** Reads {@code context} and {@code contextHash} of a request. */
  public static ActingContext read(Fields fields) {
    var payload = ContextPayload.read(fields, "context");
    return of(payload, fields.string("contextHash"));
  }

  /**
   * The same request within a session that has a context: the session's keys win, and what the
   * request says can at most vouch for them.
   */
  public ActingContext within(List<String> sessionKeys, boolean vouchedBySession) {
    return new ActingContext(sessionKeys, payload, hash, vouchedBySession);
  }

  public boolean isPresent() {
    return !keys.isEmpty();
  }

  /** What the contexts are made from, where the request brought them. */
  public Optional<ContextPayload> ownPayload() {
    return payload.filter(sent -> sent.keys().equals(keys));
  }

  /** The same with nothing but the ids of its contexts. */
  public ActingContext withoutData() {
    return new ActingContext(keys, payload.map(ContextPayload::withoutData), hash, vouched);
  }

  /** The same, as sent. */
  public Optional<JsonNode> raw() {
    return ownPayload().map(ContextPayload::raw);
  }
}
