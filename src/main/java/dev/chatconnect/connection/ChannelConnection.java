package dev.chatconnect.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;

/**
 * A workspace-level grant.
 *
 * @param identifier unique in the environment
 * @param owner what it belongs to
 * @param integrationIdentifier the integration's identifier when this was written; it may have been
 *     renamed since
 * @param providerId provider of the integration
 * @param channel channel of the integration
 * @param workspace {@code id}, {@code name}, {@code botUserId} and whatever else the creator sent
 * @param sealedTokens the grant's tokens, see {@link #tokens()}
 * @param grant what the provider told besides
 * @param status whether it can be used
 * @param statusReason machine-readable reason of a status other than active
 * @param grantedAt when the tokens came
 */
public record ChannelConnection(
    String identifier,
    Owner owner,
    String integrationIdentifier,
    String providerId,
    String channel,
    Map<String, Object> workspace,
    Sealed<TokenSet> sealedTokens,
    Grant grant,
    ConnectionStatus status,
    Optional<String> statusReason,
    Instant createdAt,
    Instant updatedAt,
    Instant grantedAt) {

  public ChannelConnection {
    // In the order of the creator, which Map.copyOf would lose.
    workspace = Collections.unmodifiableMap(new LinkedHashMap<>(workspace));
  }

  /** A connection whose tokens are at hand: they came with its last change. */
  public ChannelConnection(
      String identifier,
      Owner owner,
      String integrationIdentifier,
      String providerId,
      String channel,
      Map<String, Object> workspace,
      TokenSet tokens,
      Grant grant,
      ConnectionStatus status,
      Optional<String> statusReason,
      Instant createdAt,
      Instant updatedAt) {
    this(
        identifier,
        owner,
        integrationIdentifier,
        providerId,
        channel,
        workspace,
        Sealed.of(tokens),
        grant,
        status,
        statusReason,
        createdAt,
        updatedAt,
        updatedAt);
  }

  /**
   * The tokens, decrypted.
   *
   * @throws dev.chatconnect.crypto.UndecipherableException when their key is not there any more
   */
  public TokenSet tokens() {
    return sealedTokens.open();
  }

  /**
   * Whether tokens are of the grant that this connection has; where its own cannot be read, only if
   * they are the same.
   */
  boolean hasGrantOf(Sealed<TokenSet> tokens) {
    return tokens.equals(sealedTokens)
        || sealedTokens.tryOpen().filter(own -> tokens.open().isOfGrant(own)).isPresent();
  }

  /** The provider's id of the workspace. */
  public String workspaceId() {
    return String.valueOf(workspace.get("id"));
  }

  /**
   * The same connection with a fresh grant, usable again.
   *
   * @param now when that happened
   */
  ChannelConnection renewed(
      String presentIntegrationIdentifier,
      Map<String, Object> newWorkspace,
      TokenSet newTokens,
      Grant newGrant,
      Instant now) {
    return new ChannelConnection(
        identifier,
        owner,
        presentIntegrationIdentifier,
        providerId,
        channel,
        newWorkspace,
        newTokens,
        newGrant,
        ConnectionStatus.ACTIVE,
        Optional.empty(),
        createdAt,
        now);
  }

  /** The same connection with tokens that were renewed. */
  ChannelConnection withTokens(TokenSet newTokens, Instant now) {
    return renewed(integrationIdentifier, workspace, newTokens, grant, now);
  }

  /**
   * The same connection, changed otherwise than in its grant and its status.
   *
   * @param sameTokens of that grant
   */
  ChannelConnection ofSameGrant(
      Map<String, Object> newWorkspace, Sealed<TokenSet> sameTokens, Grant newGrant, Instant now) {
    return new ChannelConnection(
        identifier,
        owner,
        integrationIdentifier,
        providerId,
        channel,
        newWorkspace,
        sameTokens,
        newGrant,
        status,
        statusReason,
        createdAt,
        now,
        grantedAt);
  }

  /** The same connection in another status. */
  ChannelConnection withStatus(ConnectionStatus newStatus, String reason, Instant now) {
    return new ChannelConnection(
        identifier,
        owner,
        integrationIdentifier,
        providerId,
        channel,
        workspace,
        sealedTokens,
        grant,
        newStatus,
        Optional.of(reason),
        createdAt,
        now,
        grantedAt);
  }
}
