package dev.chatconnect.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;

/**
 * Takes away what the framework left for failures of authentication before its routes: they do so
 * themselves, and nothing else of this service authenticates. Before they do, the framework would
 * look up the template of each request's route, through a table of all routes that it makes anew
 * each time: 7 % of the time that the making of a URL took.
 */
@Singleton
class AuthenticationFailures {

  /** That of the framework's authentication, which comes first and leaves a handler. */
  private static final int BEHIND_AUTHENTICATION = 200;

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
          context.next();
        },
        BEHIND_AUTHENTICATION);
  }
}
