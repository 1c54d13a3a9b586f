package dev.chatconnect.connectpage;

import java.util.List;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.Hmac;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A visit that has begun in one browser.
 *
 * @param visit who it is for
 * @param secret never leaves the server; what the page sends back is made from it
 */
@RegisterForReflection
record Session(Visit visit, String secret) {

  /** The hidden field of the page's forms, which another site cannot know. */
  String formToken() {
    return proof(List.of("form"));
  }

  /** Whether a form came from a page of this session. */
  boolean gave(String formToken) {
    return Hmac.same(formToken(), formToken);
  }

  /** Proves that this session made an address of the page, so that nobody else can. */
  String proof(List<String> parts) {
    return Digests.ofParts(List.of(secret, Digests.ofParts(parts)));
  }

  /** Without the secret: this text may end in a log. */
  @Override
  public String toString() {
    return "Session[" + visit + "]";
  }
}
