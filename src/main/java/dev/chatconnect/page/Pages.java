package dev.chatconnect.page;

import java.nio.charset.StandardCharsets;
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
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");

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

    /** The same with another script. */
    public Frame with(InlineSource otherScript) {
      return new Frame(brand, language, otherScript, formAction, opener);
    }

    private InlineSource style() {
      return formAction.equals(NONE) ? brand.style() : brand.formStyle();
    }
  }

  /** A document as it is sent, any number of times. */
  public static final class Rendered {

    private final byte[] html;
    private final String policy;

    private Rendered(String html, String policy) {
      this.html = html.getBytes(StandardCharsets.UTF_8);
      this.policy = policy;
    }
  }

  /** The answer with the page as its body. */
  public Uni<ResponseBuilder> render(
      ResponseBuilder answer, TemplateInstance content, Frame frame) {
    return render(content, frame).map(page -> answer(answer, page, frame));
  }

  /** The page itself; it may be kept where nothing in content and frame is of one request. */
  public Uni<Rendered> render(TemplateInstance content, Frame frame) {
    return content
        .setLocale(frame.language())
        .data("lang", frame.language().toLanguageTag())
        .data("brand", frame.brand())
        .data("style", frame.style().text())
        .data("script", frame.script().text())
        .data("opener", frame.opener())
        .createUni()
        .map(html -> new Rendered(html, policy(frame)));
  }

  /** The answer with a page that was rendered in this frame as its body. */
  public ResponseBuilder answer(ResponseBuilder answer, Rendered page, Frame frame) {
    return keepingOpener(answer, frame.opener().map(Opener::origin))
        .type(HTML)
        .header("Content-Security-Policy", page.policy)
        .header(HttpHeaders.CONTENT_LANGUAGE, frame.language().toLanguageTag())
        .header(HttpHeaders.VARY, "Accept, Accept-Language")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(page.html);
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
        .formatted(frame.style().hash(), frame.script().hash(), images, frame.formAction());
  }
}
