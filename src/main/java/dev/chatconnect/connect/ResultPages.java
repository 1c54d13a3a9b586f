package dev.chatconnect.connect;

import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

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

  private final Template template;
  private final Pages pages;
  private final Branding branding;
  private final ProviderCatalog providers;
  private final InlineSource script = InlineSource.load("/pages/page.js");

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

  /** The answer that tells of a success. */
  Uni<Response> success(JourneyOutcome.Success success, Locale language) {
    var messages = Languages.messages(ResultMessages.class, language);
    var provider =
        success
            .journey()
            .flatMap(journey -> providers.find(journey.providerId()))
            .map(found -> found.descriptor().displayName())
            .orElseGet(messages::someProvider);
    var page = ResultPage.success(success, provider, messages);
    var outcome = Opener.Outcome.success(success.connectionIdentifier());
    return render(Response.ok(), page, success.journey(), outcome, language);
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
    var outcome = Opener.Outcome.failure(failure.reason());
    return render(Response.fromResponse(answer), page, failure.journey(), outcome, language);
  }

  private Uni<Response> render(
      ResponseBuilder answer,
      ResultPage page,
      Optional<AuthorizationState> journey,
      Opener.Outcome outcome,
      Locale language) {
    var brand = branding.of(journey.map(AuthorizationState::environmentId));
    var opener =
        journey
            .flatMap(AuthorizationState::messageOrigin)
            .map(origin -> new Opener(origin, Optional.of(outcome)));
    var frame = Pages.Frame.withoutForms(brand, language, script, opener);
    return pages.render(answer, template.data("page", page), frame).map(ResponseBuilder::build);
  }
}
