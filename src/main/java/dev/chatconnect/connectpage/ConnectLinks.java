package dev.chatconnect.connectpage;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connect.MessageOrigins;
import dev.chatconnect.connect.RedirectAllowList;
import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;

/** Makes links to the connect page and opens them. */
@Singleton
@Startup
class ConnectLinks {

  private static final Duration LONGEST_SESSION = Duration.ofHours(24);

  private final VisitStore visits;
  private final NamedIntegrations integrations;
  private final RedirectAllowList allowList;
  private final MessageOrigins messageOrigins;
  private final ConnectLinkSettings settings;
  private final URI root;
  private final RandomIds ids;
  private final Clock clock;

  ConnectLinks(
      VisitStore visits,
      NamedIntegrations integrations,
      RedirectAllowList allowList,
      MessageOrigins messageOrigins,
      ConnectLinkSettings settings,
      RedirectUri redirectUri,
      RandomIds ids,
      Clock clock) {
    requireSense(settings);
    this.visits = visits;
    this.integrations = integrations;
    this.allowList = allowList;
    this.messageOrigins = messageOrigins;
    this.settings = settings;
    this.root = redirectUri.root();
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A session that a link was exchanged for.
   *
   * @param token names it, for the cookie
   */
  record Opened(String token, Session session) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Opened[" + session + "]";
    }
  }

  /** A link for one visit; 404 for an integration that is not there, 429 above the cap. */
  Uni<ConnectLinkView> create(Environment environment, ConnectLinkRequest request) {
    var backTo = request.redirectUrl().map(this::allowed);
    var origin = request.origin().map(messageOrigins::require);
    return integrations
        .requireUsable(environment, request)
        .chain(() -> keep(environment, request, backTo, origin));
  }

  /**
   * Uses a link up and begins the visit; empty when the link is unknown, expired or used. The
   * session is there before the link is taken, so that a failure in between leaves the visitor a
   * link that can be opened again. Until then nobody but this call knows the session's name.
   *
   * @param attempt secret of the page that the button was on, with which the link can be opened
   *     again for a moment
   */
  Uni<Optional<Opened>> open(String token, Optional<String> attempt) {
    var own = attempt.orElseGet(ids::secret);
    return visits
        .peekLink(token)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    // Taken, if by this very attempt: its answer got lost, or was not waited for.
                    : visits.takeLink(token, own))
        .chain(
            found ->
                found
                    .map(visit -> begin(token, own, visit))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<Opened>> begin(String link, String attempt, Visit visit) {
    var opened = new Opened(ids.secret(), new Session(visit, ids.secret()));
    return visits
        .keepSession(opened.token(), opened.session(), settings.sessionTtl())
        .chain(() -> visits.takeLink(link, attempt))
        .onFailure()
        .call(() -> discard(opened))
        .call(taken -> taken.isPresent() ? Uni.createFrom().voidItem() : discard(opened))
        .map(
            taken ->
                taken.map(
                    ignored -> {
                      Log.infof("event=connect_page_opened environment=%s", visit.environmentId());
                      return opened;
                    }));
  }

  /** A session whose link another one got; where it cannot be deleted, it expires unused. */
  private Uni<Void> discard(Opened opened) {
    return visits.discardSession(opened.token()).onFailure().recoverWithNull().replaceWithVoid();
  }

  private Uni<ConnectLinkView> keep(
      Environment environment,
      ConnectLinkRequest request,
      Optional<URI> backTo,
      Optional<String> origin) {
    var token = ids.secret();
    var visit =
        new Visit(
            environment.id(),
            request.subscriberId(),
            request.context().raw(),
            request.context().hash(),
            request.integrations(),
            backTo,
            origin);
    return visits
        .keepLink(token, visit, request.expiresIn(), settings.maxLive())
        .invoke(
            kept -> {
              if (!kept) {
                throw ErrorCode.CONNECT_LINKS_TOO_MANY.with(settings.maxLive());
              }
            })
        .map(
            ignored ->
                ConnectLinkView.of(
                    URI.create(root + ConnectPageResource.PATH + '/' + token),
                    clock.instant().plus(request.expiresIn())));
  }

  static void requireSense(ConnectLinkSettings settings) {
    var shortest = Duration.ofSeconds(1);
    if (settings.defaultTtl().compareTo(shortest) < 0
        || settings.maxTtl().compareTo(settings.defaultTtl()) < 0
        || settings.sessionTtl().compareTo(shortest) < 0
        || settings.sessionTtl().compareTo(LONGEST_SESSION) > 0) {
      throw new IllegalStateException(
          "chat-connect.connect-links: default-ttl must be 1s or more, max-ttl not less than that,"
              + " session-ttl 1s to 24h");
    }
  }

  private URI allowed(String url) {
    return allowList.find(url).orElseThrow(ErrorCode.REDIRECT_URL_NOT_ALLOWED::with);
  }
}
