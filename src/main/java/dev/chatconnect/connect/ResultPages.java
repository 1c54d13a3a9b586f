package dev.chatconnect.connect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.chatconnect.page.Brand;
import dev.chatconnect.page.Branding;
import dev.chatconnect.page.InlineSource;
import dev.chatconnect.page.Languages;
import dev.chatconnect.page.Opener;
import dev.chatconnect.page.Pages;
import dev.chatconnect.provider.ProviderCatalog;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;

/** Renders the page at the end of a journey, in the look of its environment. */
@Singleton
class ResultPages {

  private static final int MOST_KEPT = 200;

  private final Template template;
  private final Pages pages;
  private final Branding branding;
  private final ProviderCatalog providers;
  private final InlineSource script = InlineSource.load("/pages/page.js");

  private final Map<Plain, Pages.Rendered> plain = new ConcurrentHashMap<>();

  /** For developers, who have to register it. */
  private final Optional<String> redirectUri;

  ResultPages(
      @Location("result.html") Template template,
      Pages pages,
      Branding branding,
      ProviderCatalog providers,
      RedirectUri redirectUri,
      LaunchMode mode) {
    this.template = template;
    this.pages = pages;
    this.branding = branding;
    this.providers = providers;
    this.redirectUri =
        mode.isDevOrTest() ? Optional.of(redirectUri.value().toString()) : Optional.empty();
  }

  /**
   * What all that is on a page about a success depends on, where nobody is told of it by message:
   * the service's settings and texts, and nothing that a browser or a provider sent.
   */
  private record Plain(String providerId, boolean linked, Brand brand, Locale language) {}

  /** The answer that tells of a success. */
  Uni<Response> success(JourneyOutcome.Success success, Locale language) {
    var journey = success.journey();
    var opener = opener(journey, () -> Opener.Outcome.success(success.connectionIdentifier()));
    var frame = frame(journey, opener, language);
    if (opener.isPresent()) {
      return render(Response.ok(), successPage(success, language), frame);
    }
    var key =
        new Plain(
            success.ended().providerId(), success.ended().linksUser(), frame.brand(), language);
    var known = plain.get(key);
    if (known != null) {
      return Uni.createFrom().item(pages.answer(Response.ok(), known, frame).build());
    }
    return pages
        .render(template.data("page", successPage(success, language)), frame)
        .invoke(made -> keep(key, made))
        .map(made -> pages.answer(Response.ok(), made, frame).build());
  }

  private ResultPage successPage(JourneyOutcome.Success success, Locale language) {
    var messages = Languages.messages(ResultMessages.class, language);
    var provider =
        providers
            .find(success.ended().providerId())
            .map(found -> found.descriptor().displayName())
            .orElseGet(messages::someProvider);
    return ResultPage.success(success, provider, messages);
  }

  /** There are as many as environments, providers and languages allow. */
  private void keep(Plain key, Pages.Rendered page) {
    if (plain.size() < MOST_KEPT) {
      plain.put(key, page);
    }
  }

  /**
   * The answer that tells of a failure.
   *
   * @param answer its status and headers
   * @param reference by which an operator finds it in the log
   */
  Uni<Response> failure(
      Response answer, JourneyOutcome.Failure failure, String reference, Locale language) {
    var messages = Languages.messages(ResultMessages.class, language);
    var page = ResultPage.failure(failure, reference, redirectUri, messages);
    var opener =
        opener(
            failure.ownJourney(),
            () -> Opener.Outcome.failure(failure.connected(), failure.reason()));
    var frame = frame(failure.journey(), opener, language);
    // Without the script, which takes the query that the browser comes again with out of the
    // address.
    return render(
        Response.fromResponse(answer),
        page,
        failure.repeatable() ? frame.with(InlineSource.NONE) : frame);
  }

  /**
   * The answer where a page is asked for again after its script took the query out of its address.
   *
   * @param answer its status and headers
   */
  Uni<Response> revisited(Response answer, Locale language) {
    var messages = Languages.messages(ResultMessages.class, language);
    var frame = frame(Optional.empty(), Optional.empty(), language);
    return render(Response.fromResponse(answer), ResultPage.revisited(messages), frame);
  }

  private Uni<Response> render(ResponseBuilder answer, ResultPage page, Pages.Frame frame) {
    return pages.render(answer, template.data("page", page), frame).map(ResponseBuilder::build);
  }

  private Pages.Frame frame(
      Optional<AuthorizationState> journey, Optional<Opener> opener, Locale language) {
    var brand = branding.of(journey.map(AuthorizationState::environmentId));
    return Pages.Frame.withoutForms(brand, language, script, opener);
  }

  private static Optional<Opener> opener(
      Optional<AuthorizationState> journey, Supplier<Opener.Outcome> outcome) {
    return journey
        .flatMap(AuthorizationState::messageOrigin)
        .map(origin -> new Opener(origin, Optional.of(outcome.get())));
  }
}
