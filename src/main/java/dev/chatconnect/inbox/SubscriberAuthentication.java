package dev.chatconnect.inbox;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code Authorization: Bearer <session token>} (RFC 6750 §2.1) on the routes of subscribers: the
 * caller is a subscriber. A token opens no other route.
 */
@ApplicationScoped
public class SubscriberAuthentication implements HttpAuthenticationMechanism {

  /** Role of callers that hold a session token. */
  public static final String ROLE = "subscriber";

  private static final String SCHEME = "Bearer ";
  private static final String ROUTES = "/v1/inbox/";

  private final SessionTokens tokens;

  SubscriberAuthentication(SessionTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    var header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (header == null
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !context.normalizedPath().startsWith(ROUTES)) {
      return Uni.createFrom().optional(Optional.empty());
    }
    return tokens
        .read(header.substring(SCHEME.length()).strip())
        .map(session -> Uni.createFrom().item(identity(session)))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  private static SecurityIdentity identity(SubscriberSession session) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new SubscriberPrincipal(session))
        .addRole(ROLE)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, SCHEME.strip()));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
