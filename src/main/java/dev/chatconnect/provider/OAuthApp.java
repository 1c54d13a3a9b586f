package dev.chatconnect.provider;

/**
 * Who we are to a provider.
 *
 * @param id client id
 * @param secret client secret
 */
public record OAuthApp(String id, String secret) {

  /** Without the secret: this text may end in a log. */
  @Override
  public String toString() {
    return "OAuthApp[" + id + "]";
  }
}
