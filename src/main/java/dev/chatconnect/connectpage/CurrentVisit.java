package dev.chatconnect.connectpage;

import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.connect.VisitCookie;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Lets a request act within the visit that its cookie names. */
@Singleton
class CurrentVisit {

  private final VisitStore visits;
  private final VisitCookie cookie;
  private final Environments environments;
  private final VisitFailures failures;

  CurrentVisit(
      VisitStore visits, VisitCookie cookie, Environments environments, VisitFailures failures) {
    this.visits = visits;
    this.cookie = cookie;
    this.environments = environments;
    this.failures = failures;
  }

  /** What the act answers, or the page about its failure, or about there being no visit. */
  Uni<Response> within(HttpHeaders headers, BiFunction<Session, Environment, Uni<Response>> act) {
    return cookie
        .read(headers)
        .map(visits::findSession)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .chain(
            found -> {
              var session = found.orElseThrow(ErrorCode.CONNECT_SESSION_MISSING::with);
              var environment =
                  environments
                      .byId(session.visit().environmentId())
                      .orElseThrow(ErrorCode.CONNECT_SESSION_MISSING::with);
              return Uni.createFrom()
                  .deferred(() -> act.apply(session, environment))
                  .onFailure()
                  .recoverWithUni(
                      failure -> failures.page(failure, Optional.of(session.visit()), headers));
            })
        .onFailure()
        .recoverWithUni(failure -> failures.page(failure, Optional.empty(), headers));
  }
}
