package dev.chatconnect.provider;

import java.util.Map;

/**
 * A user at a provider, in the shape of the channel endpoint that reaches them.
 *
 * @param endpointType for example {@code slack_user}
 * @param endpoint the endpoint's fields, for example {@code userId}
 */
public record PlatformUser(String endpointType, Map<String, String> endpoint) {

  public PlatformUser {
    endpoint = Map.copyOf(endpoint);
  }
}
