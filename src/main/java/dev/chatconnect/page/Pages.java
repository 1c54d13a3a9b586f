package dev.chatconnect.page;

import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Renders pages: one document, nothing loaded from elsewhere, nothing run but what is named. */
@Singleton
public class Pages {

  private static final String NONE = "'none'";

  /**
   * What surrounds the content of a page.
   *
   * @param brand whose page it is
   * @param language of its text
   * @param script its one script
   * @param formAction where its forms may lead, as the policy names it
   * @param opener the page that is told about this one, if it was opened as a popup
   */
  public record Frame(
      Brand brand,
      Locale language,
      InlineSource script,
      String formAction,
      Optional<Opener> opener) {

    /** The frame of a page without forms. */
    public static Frame withoutForms(
        Brand brand, Locale language, InlineSource script, Optional<Opener> opener) {
      return new Frame(brand, language, script, NONE, opener);
    }
  }

  /** The answer with the page as its body. */
  public Uni<ResponseBuilder> render(
      ResponseBuilder answer, TemplateInstance content, Frame frame) {
    return content
        .setLocale(frame.language())
        .data("lang", frame.language().toLanguageTag())
        .data("brand", frame.brand())
        .data("style", frame.brand().style().text())
        .data("script", frame.script().text())
        .data("opener", frame.opener())
        .createUni()
        .map(
            html ->
                keepingOpener(answer, frame.opener().map(Opener::origin))
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .header("Content-Security-Policy", policy(frame))
                    .header(HttpHeaders.CONTENT_LANGUAGE, frame.language().toLanguageTag())
                    .header(HttpHeaders.VARY, "Accept, Accept-Language")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(html));
  }

  /**
   * The answer with its tie to the page that opened the popup, where there is one that is told the
   * outcome. Everything else is cut off from whoever opened it; one answer on the way that is cuts
   * the whole journey.
   */
  public static ResponseBuilder keepingOpener(
      ResponseBuilder answer, Optional<String> messageOrigin) {
    return messageOrigin.isPresent()
        ? answer.header("Cross-Origin-Opener-Policy", "unsafe-none")
        : answer;
  }

  private static String policy(Frame frame) {
    var images = frame.brand().logo().isEmpty() ? "" : " img-src data:;";
    return "default-src 'none'; style-src %s; script-src %s;%s base-uri 'none'; form-action %s; frame-ancestors 'none'"
        .formatted(frame.brand().style().hash(), frame.script().hash(), images, frame.formAction());
  }
}
