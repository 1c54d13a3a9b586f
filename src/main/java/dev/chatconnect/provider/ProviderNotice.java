package dev.chatconnect.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a provider says in an event. */
public sealed interface ProviderNotice {

  /** Machine-readable; fit for logs and as the reason of a connection's status. */
  String name();

  /**
   * Where something happened.
   *
   * @param workspaceIds every {@link Workspace#id()} under which a connection may know the place;
   *     none where users belong to no workspace
   * @param appId the provider's id of the app, where it tells
   */
  record Place(List<String> workspaceIds, Optional<String> appId) {

    public static final Place ANY = new Place(List.of(), Optional.empty());

    public Place {
      workspaceIds = List.copyOf(workspaceIds);
    }
  }

  /**
   * The provider asks whether we hold the secret before it sends events here.
   *
   * @param answer JSON object that proves it
   */
  record Challenge(Map<String, String> answer) implements ProviderNotice {

    public Challenge {
      answer = Map.copyOf(answer);
    }

    @Override
    public String name() {
      return "challenge";
    }

    /** Without the answer. */
    @Override
    public String toString() {
      return "Challenge[]";
    }
  }

  /**
   * Nothing that was granted there works any more, and nobody there wants to be reached.
   *
   * @param name {@link #name}
   * @param until the last moment at which that may have happened: what was granted later stands
   */
  record AppRemoved(String name, Place place, Instant until) implements ProviderNotice {}

  /**
   * Some tokens work no more.
   *
   * @param botUserIds the app's own users whose tokens ended, and with them the connection
   * @param users people who took back what they had allowed
   * @param until as in {@link AppRemoved}
   */
  record TokensRevoked(
      String name, Place place, Set<String> botUserIds, List<PlatformUser> users, Instant until)
      implements ProviderNotice {

    public TokensRevoked {
      botUserIds = Set.copyOf(botUserIds);
      users = List.copyOf(users);
    }
  }

  /**
   * One user removed the app: whatever works with that user's consent works no more.
   *
   * @param installerId the provider's id of the user
   * @param user the same as endpoints know them
   * @param until as in {@link AppRemoved}
   */
  record UserDeauthorized(
      String name, Place place, String installerId, PlatformUser user, Instant until)
      implements ProviderNotice {}

  /**
   * Somebody opened the chat of a {@link ChatLink}.
   *
   * @param user who, as the endpoint that reaches them
   * @param code of {@link ChatLink.Request}, as far as the sender can be believed
   */
  record ChatStarted(PlatformUser user, Optional<String> code) implements ProviderNotice {

    @Override
    public String name() {
      return "chat_started";
    }

    /** Without the code: this text may end in a log. */
    @Override
    public String toString() {
      return "ChatStarted[]";
    }
  }

  /**
   * Somebody closed the chat for us.
   *
   * @param until as in {@link AppRemoved}
   */
  record ChatLeft(PlatformUser user, Instant until) implements ProviderNotice {

    @Override
    public String name() {
      return "chat_left";
    }
  }

  /** Something that means nothing to connections and endpoints. */
  record Uninteresting() implements ProviderNotice {

    @Override
    public String name() {
      return "uninteresting";
    }
  }
}
