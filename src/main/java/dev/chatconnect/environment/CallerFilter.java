package dev.chatconnect.environment;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Names the caller of a request that has a good API key before any mechanism is asked: to ask takes
 * a dozen steps for what one look-up tells. All others are left to the mechanisms, which refuse or
 * ignore them as the route wants it.
 *
 * <p>It also takes away what the framework left for failures of authentication before its routes:
 * they do so themselves, and nothing else of this service authenticates. Before they do, the
 * framework would look up the template of each request's route, through a table of all routes that
 * it makes anew each time: 7 % of the time that the making of a URL took.
 */
@Singleton
class CallerFilter {

  /** That of the framework's authentication, which comes first and leaves a handler. */
  private static final int BEHIND_AUTHENTICATION = 200;

  private final ApiKeyAuthentication apiKeys;

  CallerFilter(ApiKeyAuthentication apiKeys) {
    this.apiKeys = apiKeys;
  }

  void register(@Observes Filters filters) {
    filters.register(this::name, BEHIND_AUTHENTICATION);
  }

  private void name(RoutingContext context) {
    context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
    apiKeys
        .caller(context)
        .ifPresent(caller -> QuarkusHttpUser.setIdentity(caller.identity(), context));
    context.next();
  }
}
