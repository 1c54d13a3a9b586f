package dev.chatconnect.connect;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.web.Data;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The route that did both kinds of journeys, before each had a route of its own. */
public final class SupersededRoute {

  /** A date as RFC 9745 §2.1 writes it: 2026-04-01. */
  private static final String SINCE = "@1775001600";

  private SupersededRoute() {}

  /**
   * The answer with a URL, which names the route to use instead (RFC 5829 §3.3).
   *
   * @param root path that the newer routes hang off
   */
  public static RestResponse<Data<OAuthUrl>> answer(String url, String root, ConnectMode mode) {
    var successor =
        root
            + (mode == ConnectMode.CONNECT
                ? "/channel-connections/oauth"
                : "/channel-endpoints/oauth");
    return ResponseBuilder.create(RestResponse.Status.CREATED, new Data<>(new OAuthUrl(url)))
        .header("Deprecation", SINCE)
        .header("Link", "<" + successor + ">; rel=\"successor-version\"")
        .build();
  }
}
