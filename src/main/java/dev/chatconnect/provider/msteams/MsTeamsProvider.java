package dev.chatconnect.provider.msteams;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.IdTokens;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.SigningKeys;
import dev.chatconnect.provider.TokenOperations;
import io.smallrye.mutiny.Uni;

/**
 * Microsoft Teams. An administrator's consent, and a sign-in that proves whose it is, connects a
 * tenant; users are linked by OpenID Connect, and get the Teams app installed so that its bot can
 * reach them.
 */
@Singleton
public class MsTeamsProvider implements ChatProvider {

  private static final String USER_ENDPOINT = "ms_teams_user";
  private static final String USER_ID = "userId";
  private static final String TENANT_ID = "tenantId";

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "msteams",
          "Microsoft Teams",
          Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(USER_ENDPOINT),
          List.of("clientId", "secretKey", "tenantId"),
          URI.create("https://entra.microsoft.com"));

  private final MsTeamsAuthorization authorization;
  private final EntraTokens tokens;
  private final AdminConsent consent;
  private final SignIn signIn;
  private final TeamsAppInstaller installer;
  private final MsTeamsTokens operations;

  MsTeamsProvider(MsTeamsSettings settings, ProviderClients clients, Clock clock) {
    var authority = withoutSlash(settings.authorityUrl());
    var graphUrl = withoutSlash(settings.graphUrl());
    var graphScope = graphUrl + "/.default";
    var name = DESCRIPTOR.displayName();
    var entra = clients.open(DESCRIPTOR.id(), name, EntraApi.class, URI.create(authority));
    var graph = clients.open(DESCRIPTOR.id(), name, GraphApi.class, URI.create(graphUrl));
    authorization = new MsTeamsAuthorization(settings.authorityUrl(), graphScope);
    tokens = new EntraTokens(entra, graphScope, clock);
    var idTokens =
        new IdTokens(
            "MS Teams",
            TeamsUser.issuers(authority),
            SigningKeys.of(entra, EntraApi::keys, clock),
            clock);
    signIn = new SignIn(tokens, idTokens);
    consent = new AdminConsent(tokens, signIn);
    installer = new TeamsAppInstaller(graph, graphUrl);
    operations = new MsTeamsTokens(tokens, graph);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** What the app may do is set up in Entra. */
  @Override
  public Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.empty();
  }

  /** The consent page takes none; the sign-in page after it does. */
  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return new Proofs(true, true);
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    return authorization.url(request);
  }

  /** The tenant comes with the browser, unsigned. */
  @Override
  public Optional<String> claim(AuthorizationResponse response) {
    return response.mode() == ConnectMode.CONNECT
        ? Optional.of(consent.claimed(response).value())
        : Optional.empty();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom()
        .deferred(
            () ->
                switch (response.mode()) {
                  case CONNECT -> consent.confirm(response);
                  case LINK_USER -> identify(response);
                });
  }

  private Uni<ProviderResult> identify(AuthorizationResponse response) {
    return signIn
        .user(response, SignIn.Purpose.LINK)
        .map(
            user ->
                new UserIdentified(
                    new PlatformUser(
                        USER_ENDPOINT,
                        Map.of(USER_ID, user.objectId(), TENANT_ID, user.tenant().value())),
                    List.of(user.tenant().value())));
  }

  /** Installs the Teams app for the user. */
  @Override
  public Uni<Void> admit(Credentials credentials, PlatformUser user) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var app = MsTeamsCredentials.forCalls(credentials);
              var tenant = TenantId.of(field(user, TENANT_ID)).orElseThrow();
              var what =
                  TeamsAppInstaller.FAILED
                      + " while acquiring a Microsoft Graph token in tenant "
                      + tenant.value();
              return tokens
                  .mint(app, tenant, what)
                  .chain(
                      token ->
                          installer.install(token.accessToken(), app.id(), field(user, USER_ID)));
            });
  }

  /** What an administrator signs in for is less than what a link needs. */
  @Override
  public boolean linksAfterConnect() {
    return true;
  }

  @Override
  public Optional<TokenOperations> tokens() {
    return Optional.of(operations);
  }

  private static String field(PlatformUser user, String name) {
    return Optional.ofNullable(user.endpoint().get(name)).orElseThrow();
  }

  private static String withoutSlash(URI url) {
    return url.toString().replaceAll("/+$", "");
  }
}
