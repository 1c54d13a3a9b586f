package dev.chatconnect.provider.telegram;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatconnect.provider.EventTimes;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderNotice;
import dev.chatconnect.provider.ProviderNotice.ChatLeft;
import dev.chatconnect.provider.ProviderNotice.ChatStarted;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the bot is told, <a href="https://core.telegram.org/bots/api#update">Update</a>.
 *
 * @param id grows by one with each update of the bot; the same when it is sent again
 * @param member the bot's own membership: a user who blocks it makes it {@code kicked}
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Update(
    @JsonProperty("update_id") Optional<Long> id,
    Optional<Message> message,
    @JsonProperty("my_chat_member") Optional<MemberUpdate> member) {

  private static final Pattern START = Pattern.compile("/start(?:@\\w{1,64})?(?:\\s+(\\S.*))?");

  /** Only private chats matter: whoever posts a link's code in a group gives it to the group. */
  ProviderNotice notice() {
    return message
        .flatMap(Update::started)
        .or(() -> member.flatMap(Update::left))
        .orElseGet(Uninteresting::new);
  }

  private static Optional<ProviderNotice> started(Message message) {
    var command = START.matcher(message.text().orElse("").strip());
    return command.matches()
        ? user(message.chat())
            .map(user -> new ChatStarted(user, Optional.ofNullable(command.group(1))))
        : Optional.empty();
  }

  private static Optional<ProviderNotice> left(MemberUpdate update) {
    var blocked = update.latest().flatMap(Member::status).filter("kicked"::equals).isPresent();
    return blocked
        ? user(update.chat()).map(user -> new ChatLeft(user, update.until()))
        : Optional.empty();
  }

  private static Optional<PlatformUser> user(Optional<Chat> chat) {
    return chat.filter(found -> found.type().filter("private"::equals).isPresent())
        .flatMap(Chat::id)
        .map(
            id ->
                new PlatformUser(
                    TelegramLink.CHAT_ENDPOINT, Map.of(TelegramLink.CHAT_ID, Long.toString(id))));
  }

  /** Without the text, which may hold a code. */
  @Override
  public String toString() {
    return "Update[" + id + "]";
  }

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Message(Optional<Chat> chat, Optional<String> text) {

    @Override
    public String toString() {
      return "Message[]";
    }
  }

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Chat(Optional<Long> id, Optional<String> type) {}

  /** <a href="https://core.telegram.org/bots/api#chatmemberupdated">ChatMemberUpdated</a>. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MemberUpdate(
      Optional<Chat> chat,
      Optional<Long> date,
      @JsonProperty("new_chat_member") Optional<Member> latest) {

    /** {@code date} names a second: it may have happened up to its end. */
    Instant until() {
      return date.flatMap(EventTimes::endOf).orElse(Instant.EPOCH);
    }
  }

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Member(Optional<String> status) {}
}
