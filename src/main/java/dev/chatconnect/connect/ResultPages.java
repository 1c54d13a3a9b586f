package dev.chatconnect.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;

/** Renders result pages: one document, nothing loaded from elsewhere, nothing left to run. */
@Singleton
class ResultPages {

  private final Template template;
  private final String style;
  private final String script;
  private final String contentSecurityPolicy;

  ResultPages(@Location("result.html") Template template) {
    this.template = template;
    style = resource("/pages/result.css");
    script = resource("/pages/result.js");
    contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none';"
                .formatted(hash(style), hash(script))
            + " form-action 'none'; frame-ancestors 'none'";
  }

  /** The answer with the page as its body. */
  Uni<ResponseBuilder> render(ResponseBuilder answer, ResultPage page) {
    return template
        .data("page", page)
        .data("style", style)
        .data("script", script)
        .createUni()
        .map(
            html ->
                answer
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .header("Content-Security-Policy", contentSecurityPolicy)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(html));
  }

  private static String resource(String path) {
    try (var in = ResultPages.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Source hash of Content Security Policy Level 3 §2.3.1. */
  private static String hash(String inline) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(inline.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
