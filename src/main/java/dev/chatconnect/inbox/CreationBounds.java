package dev.chatconnect.inbox;

import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * How much a browser may have kept in one record. Records are counted, have no end of life, and lie
 * in the memory that all tenants share; what is indexed lies there several times.
 */
final class CreationBounds {

  private static final int MAX_OBJECT_BYTES = 2 * 1024;

  /** Signed tokens that carry claims, as those of Teams, come to about half of it. */
  private static final int MAX_TOKEN = 8 * 1024;

  private CreationBounds() {}

  /**
   * Requires that a new connection is small; everything but size is right already.
   *
   * @throws dev.chatconnect.web.ApiException 422 with what is too long
   */
  static void requireConnection(JsonBody body) {
    var fields = Fields.of(body);
    fields
        .object("workspace")
        .ifPresent(
            workspace -> {
              workspace.requireShort("id");
              workspace.requireShort("name");
            });
    fields.requireBytes("workspace", MAX_OBJECT_BYTES);
    fields
        .object("auth")
        .ifPresent(
            auth -> {
              auth.requireAtMost("accessToken", MAX_TOKEN);
              auth.requireAtMost("refreshToken", MAX_TOKEN);
            });
    fields.verify();
  }

  /**
   * Requires that the fields of a new endpoint are small.
   *
   * @throws dev.chatconnect.web.ApiException 422 otherwise
   */
  static void requireEndpoint(JsonBody body) {
    var fields = Fields.of(body);
    fields.requireBytes("endpoint", MAX_OBJECT_BYTES);
    fields.verify();
  }
}
