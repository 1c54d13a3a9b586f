package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;

import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.connect.ReturnUrls;
import dev.chatconnect.web.ErrorCode;

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
  private static final String REFERENCE = "errorReference";

  /** As they are made here; anything else in an address is no reference. */
  private static final Pattern REFERENCES = Pattern.compile("[a-z0-9]{10}");

  private final URI page;

  PageAddress(RedirectUri redirectUri) {
    page = URI.create(redirectUri.root() + ConnectPageResource.PATH);
  }

  /**
   * What a step came to.
   *
   * @param app identifier of its integration
   * @param failure empty after a success
   */
  record Arrival(Step step, String app, Optional<Failure> failure) {}

  /**
   * Why a step failed.
   *
   * @param problem what kind of failure
   * @param reason machine-readable
   * @param reference by which an operator finds it in the log; empty where there is none
   */
  record Failure(ErrorCode problem, String reason, String reference) {}

  /** The page as such: an absolute path, so that no header decides where it leads. */
  String path() {
    return page.getRawPath();
  }

  /** Where a journey ends; its status and error will be added. */
  URI afterJourney(Session session, Step step, String app) {
    return address(session, step, app).build();
  }

  /** Where the browser goes after a step that has ended. */
  String after(Session session, Step step, String app, Optional<Failure> failure) {
    var address =
        address(session, step, app).queryParam(STATUS, failure.isEmpty() ? "success" : ERROR);
    failure.ifPresent(
        told ->
            address
                .queryParam(ReturnUrls.PROBLEM, told.problem().slug())
                .queryParam(ERROR, told.reason())
                .queryParam(REFERENCE, told.reference()));
    var uri = address.build();
    return uri.getRawPath() + '?' + uri.getRawQuery();
  }

  /** What an address says; empty unless this session made it. */
  Optional<Arrival> read(Session session, MultivaluedMap<String, String> query) {
    var app = first(query, APP);
    var proof = first(query, PROOF);
    return Step.find(first(query, STEP))
        .filter(step -> proof.equals(proof(session, step, app)))
        .map(step -> new Arrival(step, app, failure(query)));
  }

  private UriBuilder address(Session session, Step step, String app) {
    return UriBuilder.fromUri(page)
        .queryParam(STEP, step.wire())
        .queryParam(APP, "{app}")
        .queryParam(PROOF, proof(session, step, app))
        .resolveTemplate(APP, app);
  }

  private static Optional<Failure> failure(MultivaluedMap<String, String> query) {
    var reference = first(query, REFERENCE);
    return first(query, STATUS).equals("success")
        ? Optional.empty()
        : Optional.of(
            new Failure(
                ErrorCode.find(first(query, ReturnUrls.PROBLEM)).orElse(ErrorCode.INTERNAL),
                first(query, ERROR),
                REFERENCES.matcher(reference).matches() ? reference : ""));
  }

  private static String proof(Session session, Step step, String app) {
    return session.proof(List.of(step.wire(), app));
  }

  private static String first(MultivaluedMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).orElse("");
  }
}
