package dev.chatconnect.connect;

import java.net.URI;

import jakarta.inject.Singleton;

import dev.chatconnect.web.PublicUrlSettings;

/** Where providers send their events, from configuration alone, like the {@link RedirectUri}. */
@Singleton
public class EventsUrl {

  /** Path of the route, whose last part may be left out where the provider's secret tells. */
  public static final String PATH = "/v1/providers/{providerId}/events";

  private final String root;

  EventsUrl(PublicUrlSettings address) {
    root = address.publicUrl().toString().replaceAll("/+$", "");
  }

  /** The URL for all integrations of a provider. */
  public URI of(String providerId) {
    return URI.create(root + PATH.replace("{providerId}", providerId));
  }

  /** The URL that names one integration. */
  URI of(String providerId, String integrationId) {
    return URI.create(of(providerId).toString() + '/' + integrationId);
  }
}
