package dev.chatconnect.connect;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.CredentialRule;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.ErrorCode;

/**
 * Where an integration wants its browsers sent for verification: {@code credentials.verifierUrl},
 * on the list of allowed redirects, and HTTPS unless it is on this machine.
 */
@Singleton
class VerifierUrls implements CredentialRule {

  private static final String FIELD = "verifierUrl";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final RedirectAllowList allowList;

  VerifierUrls(RedirectAllowList allowList) {
    this.allowList = allowList;
  }

  @Override
  public Optional<String> violation(Credentials credentials) {
    return demanded(credentials) && find(credentials).isEmpty()
        ? Optional.of(ErrorCode.VERIFIER_URL_NOT_ALLOWED.text())
        : Optional.empty();
  }

  /**
   * Requires that browsers may be sent where an integration wants them sent.
   *
   * @throws dev.chatconnect.web.ApiException 400 when they may not
   */
  void require(Credentials credentials) {
    if (violation(credentials).isPresent()) {
      throw ErrorCode.VERIFIER_URL_NOT_ALLOWED.with();
    }
  }

  /** Whether journeys of an integration wait for a confirmation. */
  boolean demanded(Credentials credentials) {
    return credentials.text(FIELD).isPresent();
  }

  /** The URL; empty when there is none, or none that browsers may be sent to. */
  Optional<URI> find(Credentials credentials) {
    return credentials.text(FIELD).flatMap(allowList::find).filter(VerifierUrls::isSafe);
  }

  /** What is sent there goes through the browser's network. */
  private static boolean isSafe(URI url) {
    return "https".equalsIgnoreCase(url.getScheme())
        || LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
  }
}
