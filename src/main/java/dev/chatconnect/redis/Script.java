package dev.chatconnect.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.chatconnect.crypto.Digests;

/**
 * A Lua script of the service.
 *
 * @param name of its file
 * @param source the text
 * @param sha SHA-1 of the text, hex: the name under which Redis caches it
 */
record Script(String name, String source, String sha) {

  static final Script COMMIT = load("commit");
  static final Script PAGE = load("page");
  static final Script COUNT = load("count");
  static final Script FOLLOW = load("follow");
  static final Script TOKEN_BUCKET = load("token-bucket");
  static final Script STREAM_PAGE = load("stream-page");
  static final Script STREAM_TRIM = load("stream-trim");
  static final Script QUEUE_TAKE = load("queue-take");
  static final Script QUEUE_BACKLOG = load("queue-backlog");
  static final Script QUEUE_SETTLE = load("queue-settle");
  static final Script LIVE_SET = load("live-set");
  static final Script TAKE = load("take");
  static final Script CLAIM = load("claim");

  private static Script load(String name) {
    var path = "/lua/" + name + ".lua";
    try (var in = Script.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Script(name, text, Digests.sha1Hex(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
