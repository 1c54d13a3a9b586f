package dev.chatconnect.environment;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code Authorization: ApiKey <secret>}: the caller is the environment that the key belongs to.
 */
@ApplicationScoped
public class ApiKeyAuthentication implements HttpAuthenticationMechanism {

  /** Role of callers that hold an API key. */
  public static final String ROLE = "api-key";

  private static final String SCHEME = "ApiKey ";

  private final Environments environments;

  ApiKeyAuthentication(Environments environments) {
    this.environments = environments;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    var key = key(context);
    if (key.isEmpty()) {
      return Uni.createFrom().optional(Optional.empty());
    }
    return environments
        .callerWith(key.get())
        .map(caller -> Uni.createFrom().item(caller.identity()))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  /** Whose key a request has; empty when it has none, or one that opens nothing. */
  Optional<EnvironmentPrincipal> caller(RoutingContext context) {
    return key(context).flatMap(environments::callerWith);
  }

  private static Optional<String> key(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaderNames.AUTHORIZATION))
        .filter(header -> header.startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  /** Which of the environment's keys, counted from 1, a caller has used; empty when none. */
  public static Optional<Integer> keyNumber(SecurityIdentity caller) {
    return caller.getPrincipal() instanceof EnvironmentPrincipal principal
        ? Optional.of(principal.keyNumber())
        : Optional.empty();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, "ApiKey"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
