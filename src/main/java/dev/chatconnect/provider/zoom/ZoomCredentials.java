package dev.chatconnect.provider.zoom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/** The Zoom app of an integration. */
record ZoomCredentials(Credentials credentials) {

  /**
   * The app's id.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when it is missing
   */
  String clientId() {
    return required("clientId");
  }

  /**
   * The value of {@code Authorization} with which the app authenticates.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when id or secret is missing
   */
  String basic() {
    var app = clientId() + ':' + required("secretKey");
    return "Basic " + Base64.getEncoder().encodeToString(app.getBytes(StandardCharsets.UTF_8));
  }

  private String required(String name) {
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                new ProviderException(
                    Kind.MISCONFIGURED,
                    "missing_credentials",
                    "Zoom integration missing required OAuth credentials (" + name + ")"));
  }
}
