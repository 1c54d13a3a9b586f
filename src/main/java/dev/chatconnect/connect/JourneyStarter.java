package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.redis.Followed;
import io.smallrye.mutiny.Uni;

/** Makes a journey out of what it is about: a fresh state with its proofs, kept, and a URL. */
@Singleton
class JourneyStarter {

  private final AuthorizationStateStore states;
  private final WorkspaceHints workspaces;
  private final RandomIds ids;

  JourneyStarter(AuthorizationStateStore states, WorkspaceHints workspaces, RandomIds ids) {
    this.states = states;
    this.workspaces = workspaces;
    this.ids = ids;
  }

  /**
   * What is asked of a journey besides what it is about.
   *
   * @param scope scopes asked for instead of the provider's defaults
   * @param userScope the same for scopes of the user
   * @param basis what has to be in Redis still as it was read
   */
  record Asked(
      Optional<List<String>> scope, Optional<List<String>> userScope, Optional<Followed> basis) {

    /** The provider's defaults, whatever is in Redis. */
    static final Asked USUAL = new Asked(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The URL that starts a journey; its state is kept before it is answered.
   *
   * @param journey what it is about, still without proofs
   * @return a {@link ProviderException} when the provider cannot make a URL, an {@link
   *     OutdatedException} when the basis has changed; nothing is kept then
   */
  Uni<String> start(
      ChatProvider provider, Credentials credentials, AuthorizationState journey, Asked asked) {
    var connection = WorkspaceHints.connection(journey);
    if (connection.isPresent()) {
      return workspaces
          .find(journey, connection.get())
          .chain(workspace -> start(provider, credentials, journey, asked, workspace));
    }
    try {
      return start(provider, credentials, journey, asked, journey.claimedWorkspace());
    } catch (ProviderException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private Uni<String> start(
      ChatProvider provider,
      Credentials credentials,
      AuthorizationState journey,
      Asked asked,
      Optional<String> workspace) {
    var proofs = provider.proofs(credentials, journey.mode());
    var verifier = proofs.pkce() ? Optional.of(ids.secret()) : Optional.<String>empty();
    var nonce = proofs.nonce() ? Optional.of(ids.secret()) : Optional.<String>empty();
    var state = ids.secret();
    var url =
        provider.authorizationUrl(
            new AuthorizationRequest(
                credentials,
                journey.mode(),
                journey.redirectUri(),
                state,
                asked.scope(),
                asked.userScope(),
                verifier.map(Pkce::challenge),
                nonce,
                workspace));
    return states.keep(state, journey.proven(verifier, nonce), asked.basis(), url);
  }
}
