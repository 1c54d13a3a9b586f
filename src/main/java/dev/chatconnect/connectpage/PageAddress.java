package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;

import dev.chatconnect.connect.RedirectUri;

/**
 * Addresses of the connect page. What is to be said there on arrival is in the query, with a proof
 * that the session itself made it: nobody can send a visitor to a page with a message of theirs.
 */
@Singleton
class PageAddress {

  private static final String STEP = "step";
  private static final String APP = "app";
  private static final String PROOF = "proof";
  private static final String STATUS = "status";
  private static final String ERROR = "error";

  private final URI page;

  PageAddress(RedirectUri redirectUri) {
    page = URI.create(redirectUri.root() + ConnectPageResource.PATH);
  }

  /**
   * What a step came to.
   *
   * @param app identifier of its integration
   * @param error reason of a failure; empty after a success
   */
  record Arrival(Step step, String app, Optional<String> error) {}

  /** The page as such: an absolute path, so that no header decides where it leads. */
  String path() {
    return page.getRawPath();
  }

  /** Where a journey ends; its status and error will be added. */
  URI afterJourney(Session session, Step step, String app) {
    return address(session, step, app).build();
  }

  /** Where the browser goes after a step that has ended. */
  String after(Session session, Step step, String app, Optional<String> error) {
    var address =
        address(session, step, app).queryParam(STATUS, error.isEmpty() ? "success" : ERROR);
    error.ifPresent(reason -> address.queryParam(ERROR, reason));
    var uri = address.build();
    return uri.getRawPath() + '?' + uri.getRawQuery();
  }

  /** What an address says; empty unless this session made it. */
  Optional<Arrival> read(Session session, MultivaluedMap<String, String> query) {
    var app = first(query, APP);
    var proof = first(query, PROOF);
    return Step.find(first(query, STEP))
        .filter(step -> proof.equals(proof(session, step, app)))
        .map(step -> new Arrival(step, app, error(query)));
  }

  private UriBuilder address(Session session, Step step, String app) {
    return UriBuilder.fromUri(page)
        .queryParam(STEP, step.wire())
        .queryParam(APP, "{app}")
        .queryParam(PROOF, proof(session, step, app))
        .resolveTemplate(APP, app);
  }

  private static Optional<String> error(MultivaluedMap<String, String> query) {
    return first(query, STATUS).equals("success")
        ? Optional.empty()
        : Optional.of(first(query, ERROR));
  }

  private static String proof(Session session, Step step, String app) {
    return session.proof(List.of(step.wire(), app));
  }

  private static String first(MultivaluedMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).orElse("");
  }
}
