package dev.chatconnect.connectpage;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.page.Pages;

/** Answers that send the browser on with a GET (RFC 9110 §15.4.4). */
final class SeeOther {

  private SeeOther() {}

  /** As a text: the header must lead to this host, whatever name the request had for it. */
  static Response.ResponseBuilder to(String target, Visit visit) {
    var answer =
        Response.status(Response.Status.SEE_OTHER)
            .header(HttpHeaders.LOCATION, target)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return Pages.keepingOpener(answer, visit.origin());
  }
}
