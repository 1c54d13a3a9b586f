package dev.chatconnect.provider;

import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** The one interface that a chat provider implements. Implementations are singleton beans. */
public interface ChatProvider {

  /** What the catalogue says of this provider. */
  ProviderDescriptor descriptor();

  /** Proofs that a journey carries besides the state; none unless the provider takes them. */
  default Proofs proofs(Credentials credentials, ConnectMode mode) {
    return Proofs.NONE;
  }

  /**
   * The scopes that are asked for where a caller names none; empty where scopes that a caller names
   * make no difference.
   */
  default Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.of(List.of());
  }

  /** Whether these scopes end in an incoming webhook, which belongs to one subscriber. */
  default boolean grantsWebhook(Optional<List<String>> scope) {
    return false;
  }

  /** Whether a user can be linked only through a connection that is there already. */
  default boolean requiresConnectionToLink() {
    return false;
  }

  /**
   * The URL that starts the journey.
   *
   * @throws ProviderException {@link ProviderException.Kind#MISCONFIGURED} when a credential is
   *     missing; its message is fit for an API caller
   */
  String authorizationUrl(AuthorizationRequest request);

  /**
   * The provider's id of the workspace that an answer claims, where the browser could have made
   * that up. It counts once whoever is there signed in to that workspace, at the URL that the next
   * request names it for. Empty where the answer proves itself.
   *
   * @throws ProviderException when it is not even a claim
   */
  default Optional<String> claim(AuthorizationResponse response) {
    return Optional.empty();
  }

  /**
   * Completes the journey: exchanges the code and says what was granted. Never retried, since a
   * code may be spent by a call whose answer got lost.
   *
   * @return the outcome, or a {@link ProviderException}
   */
  Uni<ProviderResult> complete(AuthorizationResponse response);

  /**
   * Does what has to happen at the provider before a user who proved who they are can be reached,
   * after it is known that they belong to the connection and before their endpoint is written.
   *
   * @return done, also when there is nothing to do, or a {@link ProviderException}
   */
  default Uni<Void> admit(Credentials credentials, PlatformUser user) {
    return Uni.createFrom().voidItem();
  }

  /**
   * Whether connecting does not tell who connected, so that a subscriber who is to be linked as
   * well goes on to a journey of {@link ConnectMode#LINK_USER}.
   */
  default boolean linksAfterConnect() {
    return false;
  }

  /** What can be done with the tokens that journeys of this provider end in; nothing by default. */
  default Optional<TokenOperations> tokens() {
    return Optional.empty();
  }

  /** How users are linked through a chat; empty unless the provider links them that way. */
  default Optional<ChatLink> chatLink() {
    return Optional.empty();
  }

  /** What this provider tells without being asked; nothing by default. */
  default Optional<ProviderEvents> events() {
    return Optional.empty();
  }
}
