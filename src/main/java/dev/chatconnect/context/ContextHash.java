package dev.chatconnect.context;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.web.ErrorCode;

/**
 * Hashes with which an application vouches for what a browser sends: HMAC-SHA256 (RFC 2104), hex,
 * keyed with one of the environment's API keys. Any of the keys will do, so that keys can roll.
 */
@Singleton
public class ContextHash {

  /**
   * Requires that the application vouches for a context, now or when the session was made.
   *
   * @param demanded whether the integration demands it
   * @throws dev.chatconnect.web.ApiException 400 when context or hash is missing or wrong, or when
   *     they are about another context than the one that the caller acts in
   */
  public void require(Environment environment, boolean demanded, ActingContext context) {
    if (!demanded || context.vouched()) {
      return;
    }
    var payload = context.payload().orElseThrow(ErrorCode.CONTEXT_REQUIRED_FOR_HMAC::with);
    var hash =
        context
            .hash()
            .filter(given -> !given.isEmpty())
            .orElseThrow(ErrorCode.CONTEXT_HASH_REQUIRED::with);
    if (!matches(environment, payload, hash) || context.ownPayload().isEmpty()) {
      throw ErrorCode.CONTEXT_HASH_INVALID.with();
    }
  }

  /** Whether a hash was made of a context with one of the environment's keys. */
  public boolean matches(Environment environment, ContextPayload context, String hash) {
    return matches(environment, CanonicalJson.of(context.raw()), hash);
  }

  /** Whether a hash was made of a text with one of the environment's keys; in constant time. */
  public boolean matches(Environment environment, String text, String hash) {
    var matches = false;
    for (var key : environment.apiKeys()) {
      matches |= Hmac.same(Hmac.sha256Hex(key, text), hash);
    }
    return matches;
  }
}
