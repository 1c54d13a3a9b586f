package dev.chatconnect.provider.telegram;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.time.Timestamps;
import io.smallrye.mutiny.Uni;

/**
 * Links by a <a href="https://core.telegram.org/bots/features#deep-linking">deep link</a>: the bot
 * gets its {@code start} parameter, of at most 64 characters, with the user's first message. So the
 * bot's webhook has to come here, which is seen to before a link is handed out.
 */
final class TelegramLink implements ChatLink {

  static final String CHAT_ENDPOINT = "telegram_chat";
  static final String CHAT_ID = "chatId";
  private static final URI LINKS = URI.create("https://t.me");
  private static final List<String> UPDATES = List.of("message", "my_chat_member");

  /** What comes from Telegram must not change the shape of the link. */
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private final ProviderCalls<TelegramApi> telegram;
  private final BotCache<String> usernames;
  private final BotCache<Boolean> webhooks;

  TelegramLink(ProviderCalls<TelegramApi> telegram, Clock clock) {
    this.telegram = telegram;
    usernames = new BotCache<>(clock);
    webhooks = new BotCache<>(clock);
  }

  @Override
  public Uni<Offer> offer(Request request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var bot = Bot.of(request.credentials());
              return username(bot)
                  .call(() -> webhook(bot, request.eventsUrl()))
                  .map(username -> offer(request, username));
            });
  }

  @Override
  public Uni<Void> tell(Credentials credentials, PlatformUser user, String sentence) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var bot = Bot.of(credentials);
              var message = new BotMessage(user.endpoint().getOrDefault(CHAT_ID, ""), sentence);
              return telegram
                  .call(
                      "send_message",
                      api -> api.sendMessage(bot.token(), message),
                      TelegramLink::accepted)
                  .replaceWithVoid();
            });
  }

  private Offer offer(Request request, String username) {
    return new Offer(
        URI.create(
            AuthorizationUrl.of(LINKS, "/" + username).with("start", request.code()).build()),
        Map.of("botUsername", username, "expiresAt", Timestamps.iso(request.expiresAt())));
  }

  private Uni<String> username(Bot bot) {
    return usernames.get(
        bot.digest(),
        () -> telegram.call("me", api -> api.me(bot.token()), TelegramLink::username));
  }

  private static String username(ProviderAnswer answer) {
    return accepted(answer)
        .username()
        .filter(name -> USERNAME.matcher(name).matches())
        .orElseThrow(() -> answer.senseless("missing_username"));
  }

  private Uni<Boolean> webhook(Bot bot, URI eventsUrl) {
    var webhook = new BotWebhook(eventsUrl, bot.webhookSecret(), UPDATES);
    return webhooks.get(
        bot.digest() + ' ' + eventsUrl + ' ' + Digests.sha256Hex(bot.webhookSecret()),
        () ->
            telegram.call(
                "set_webhook",
                api -> api.setWebhook(bot.token(), webhook),
                answer -> {
                  // For example no https, or a port that Telegram does not call.
                  if (answer.status() == 400) {
                    throw new ProviderException(
                        Kind.MISCONFIGURED,
                        "webhook_refused",
                        "Telegram does not accept " + eventsUrl + " for the bot's webhook");
                  }
                  return accepted(answer).ok().orElse(false);
                }));
  }

  private static BotAnswer accepted(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      var what = answer.status() == 401 || answer.status() == 404 ? "the bot token" : "the request";
      throw new ProviderException(
          Kind.REFUSED,
          "http_" + answer.status(),
          "Telegram did not accept " + what + " (HTTP " + answer.status() + ")");
    }
    var told = answer.json(BotAnswer.class);
    if (!told.ok().orElse(false)) {
      throw answer.senseless("not_ok");
    }
    return told;
  }
}
