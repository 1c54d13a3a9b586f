package dev.chatconnect.provider.telegram;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Trials;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;

/** A bot of its own, its integration, and Telegram's side of its webhook. */
public final class Telegram {

  private static final AtomicLong UPDATES =
      new AtomicLong(ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000));

  private final String token;
  private final ApiCalls.Made integration;

  private Telegram(String token, ApiCalls.Made integration) {
    this.token = token;
    this.integration = integration;
  }

  public static Telegram bot() {
    return bot("123456789");
  }

  /**
   * @param id the first part of the token, by which the stand-in decides what goes wrong
   */
  public static Telegram bot(String id) {
    return withToken(id + ":" + unique("AA-bot_"));
  }

  /** Another integration with the same bot. */
  public Telegram sibling() {
    return withToken(token);
  }

  private static Telegram withToken(String token) {
    return new Telegram(
        token, ApiCalls.integration("telegram", "chat", "{'apiToken':'" + token + "'}"));
  }

  public String token() {
    return token;
  }

  public ApiCalls.Made integration() {
    return integration;
  }

  public String path() {
    return "/v1/providers/telegram/events/" + integration.id();
  }

  public String secret() {
    return Bot.of(new Credentials(Map.of("apiToken", token))).webhookSecret();
  }

  public Response link(String subscriber) {
    return link(subscriber, "{}");
  }

  public Response link(String subscriber, String more) {
    var body =
        ApiCalls.body(
            "{'integrationIdentifier':'%s','subscriberId':'%s'}"
                .formatted(integration.identifier(), subscriber));
    return ApiCalls.post("/v1/integrations/channel-endpoints/link", ApiCalls.body(body, more));
  }

  public String code(String subscriber) {
    return query(link(subscriber).then().statusCode(200).extract().path("data.url")).get("start");
  }

  /** The update for a message of a user. */
  public static String message(String chat, String text) {
    return """
        {"update_id":%d,"message":{"message_id":7,"from":{"id":%2$s,"is_bot":false,
         "first_name":"Ann","language_code":"en"},"chat":{"id":%2$s,"first_name":"Ann",
         "type":"private"},"date":1700000000,"text":"%3$s",
         "entities":[{"offset":0,"length":6,"type":"bot_command"}]}}"""
        .formatted(UPDATES.incrementAndGet(), chat, text);
  }

  /** The update for a user who did something with the bot. */
  public static String membership(String chat, String type, String status, long date) {
    return """
        {"update_id":%d,"my_chat_member":{"chat":{"id":%2$s,"first_name":"Ann","type":"%3$s"},
         "from":{"id":5,"is_bot":false,"first_name":"Ann","language_code":"en"},"date":%4$d,
         "old_chat_member":{"user":{"id":123456789,"is_bot":true,"first_name":"Demo"},
         "status":"member"},"new_chat_member":{"user":{"id":123456789,"is_bot":true,
         "first_name":"Demo"},"status":"%5$s","until_date":0}}}"""
        .formatted(UPDATES.incrementAndGet(), chat, type, date, status);
  }

  public Response send(String update) {
    return send(path(), secret(), update);
  }

  public static Response send(String path, String secret, String update) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Telegram-Bot-Api-Secret-Token", secret)
        .body(update.getBytes(StandardCharsets.UTF_8))
        .post(path);
  }

  /** What the stand-in was asked for by this bot. */
  public List<LoggedRequest> calls(String method) {
    return Trials.requests(
        anyRequestedFor(
            urlMatching("/telegram/bot" + token.replace(":", "(:|%3A)") + "/" + method + ".*")));
  }

  /** What the bot said. */
  public List<String> sentences() {
    return calls("sendMessage").stream().map(LoggedRequest::getBodyAsString).toList();
  }

  /** An id of a chat that no other test uses. */
  public static String chat() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, 1L << 50));
  }
}
