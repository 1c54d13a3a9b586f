package dev.chatconnect.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request body as received. A missing body, a body of another content type and a JSON value that
 * is not an object all count as the empty object, so that the route's rules name what is missing.
 *
 * @param json the object, never shared
 */
public record JsonBody(ObjectNode json) {

  /** Largest body that the API reads; larger ones are refused with 413. */
  public static final int MAX_BYTES = 100 * 1024;

  /** The same body with one field said by the service instead of the caller. */
  public JsonBody with(String name, String value) {
    return new JsonBody(json.deepCopy().put(name, value));
  }
}
