package dev.chatconnect.connectpage;

import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.UnreadableSecret;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Tells visitors and operators what went wrong, under one reference: the visitor reads it out, the
 * operator finds it in the log.
 */
@Singleton
class VisitFailures {

  private final ConnectPages pages;
  private final RandomIds ids;

  VisitFailures(ConnectPages pages, RandomIds ids) {
    this.pages = pages;
    this.ids = ids;
  }

  /** The page about a failure. */
  Uni<Response> page(Throwable failure, Optional<Visit> visit, HttpHeaders headers) {
    var told = told(failure);
    return pages.failure(told, noted(told), visit, ConnectPages.language(headers));
  }

  /** Logs a failure; the reference by which it is found there. */
  String noted(ApiException failure) {
    var reference = ids.name(10);
    Log.infof(
        "event=connect_page_failed reference=%s reason=%s status=%d",
        reference, failure.code().slug(), failure.code().status());
    return reference;
  }

  private static ApiException told(Throwable failure) {
    if (failure instanceof ApiException api) {
      return api;
    }
    if (failure instanceof UndecipherableException lost) {
      return UnreadableSecret.answer(lost);
    }
    Log.error("event=connect_page_broke", failure);
    return ErrorCode.INTERNAL.with();
  }
}
