package dev.chatconnect.connectpage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.chatconnect.connect.ResultPage;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.page.Branding;
import dev.chatconnect.page.InlineSource;
import dev.chatconnect.page.Languages;
import dev.chatconnect.page.Opener;
import dev.chatconnect.page.Pages;
import dev.chatconnect.web.ApiException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;

/** Renders the connect page, the page that a link opens with, and what went wrong on the way. */
@Singleton
class ConnectPages {

  private final Template overview;
  private final Template start;
  private final Template message;
  private final Pages pages;
  private final Branding branding;
  private final PageAddress address;
  private final RandomIds ids;
  private final InlineSource script = InlineSource.load("/pages/page.js");
  private final String formAction;

  ConnectPages(
      @Location("connect.html") Template overview,
      @Location("connect-start.html") Template start,
      @Location("result.html") Template message,
      Pages pages,
      Branding branding,
      PageAddress address,
      RandomIds ids,
      LaunchMode mode) {
    this.overview = overview;
    this.start = start;
    this.message = message;
    this.pages = pages;
    this.branding = branding;
    this.address = address;
    this.ids = ids;
    // Browsers hold the redirect that follows a form to this too, and it leads to a provider.
    formAction = mode.isDevOrTest() ? "'self' https: http://localhost:*" : "'self' https:";
  }

  /** The language that suits a visitor best. */
  static Locale language(HttpHeaders headers) {
    return Languages.best(
        Optional.ofNullable(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
  }

  /** The page that a link opens with; it uses nothing up. */
  Uni<Response> start(Visit visit, Locale language) {
    var content = start.data("attempt", ids.secret());
    return render(Response.ok(), content, Optional.of(visit), Optional.empty(), language);
  }

  /** What the visitor has and can do. */
  Uni<Response> overview(
      Session session, List<App> apps, Optional<PageAddress.Arrival> arrival, Locale language) {
    var say = Languages.messages(ConnectMessages.class, language);
    var content =
        overview
            .data("apps", apps)
            .data("notice", arrival.map(found -> Notice.of(found, name(apps, found.app()), say)))
            .data("page", address.path())
            .data("formToken", session.formToken())
            .data("backTo", session.visit().backTo());
    var outcome = arrival.flatMap(found -> outcome(found, apps));
    return render(Response.ok(), content, Optional.of(session.visit()), outcome, language);
  }

  /**
   * The page about a failure.
   *
   * @param reference by which an operator finds it in the log
   */
  Uni<Response> failure(
      ApiException failure, String reference, Optional<Visit> visit, Locale language) {
    var say = Languages.messages(ConnectMessages.class, language);
    var page =
        switch (failure.code()) {
          case CONNECT_LINK_UNKNOWN ->
              page(
                  ResultPage.Tone.STALE,
                  say.unknownHeading(),
                  say.unknownText(),
                  say.unknownHint(),
                  reference);
          case CONNECT_SESSION_MISSING ->
              page(
                  ResultPage.Tone.STALE,
                  say.endedHeading(),
                  say.endedText(),
                  say.endedHint(),
                  reference);
          case CONNECT_FORM_REFUSED ->
              page(
                  ResultPage.Tone.BAD,
                  say.refusedHeading(),
                  say.refusedText(),
                  say.refusedHint(),
                  reference);
          case INTERNAL ->
              page(
                  ResultPage.Tone.BAD,
                  say.brokenHeading(),
                  say.refusedText(),
                  say.laterHint(),
                  reference);
          default ->
              page(
                  ResultPage.Tone.BAD,
                  say.outageHeading(),
                  say.refusedText(),
                  say.laterHint(),
                  reference);
        };
    var answer = Response.status(failure.code().status());
    failure
        .retryAfter()
        .ifPresent(delay -> answer.header("Retry-After", Math.max(1, delay.toSeconds())));
    return render(answer, message.data("page", page), visit, Optional.empty(), language);
  }

  private static ResultPage page(
      ResultPage.Tone tone, String heading, String text, String hint, String reference) {
    return new ResultPage(tone, heading, heading, text, hint, reference, "");
  }

  /** What whoever opened the page in a popup is told: how journeys ended, nothing else. */
  private static Optional<Opener.Outcome> outcome(PageAddress.Arrival arrival, List<App> apps) {
    if (arrival.step() != Step.CONNECT && arrival.step() != Step.LINK) {
      return Optional.empty();
    }
    var connection =
        find(apps, arrival.app()).flatMap(App::workspace).map(App.Workspace::identifier);
    return Optional.of(
        arrival
            .failure()
            .map(failure -> Opener.Outcome.failure(Optional.empty(), failure.reason()))
            .orElseGet(() -> Opener.Outcome.success(connection)));
  }

  private static Optional<App> find(List<App> apps, String identifier) {
    return apps.stream().filter(app -> app.identifier().equals(identifier)).findFirst();
  }

  private static String name(List<App> apps, String identifier) {
    return find(apps, identifier).map(App::provider).orElse(identifier);
  }

  private Uni<Response> render(
      ResponseBuilder answer,
      TemplateInstance content,
      Optional<Visit> visit,
      Optional<Opener.Outcome> outcome,
      Locale language) {
    var brand = branding.of(visit.map(Visit::environmentId));
    var opener = visit.flatMap(Visit::origin).map(origin -> new Opener(origin, outcome));
    return pages
        .render(answer, content, new Pages.Frame(brand, language, script, formAction, opener))
        // With no-referrer the browser would hide the origin of our own forms from us too.
        .map(page -> page.header("Referrer-Policy", "same-origin").build());
  }
}
