package dev.chatconnect.inbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** What tests do as a subscriber in a browser. */
public final class Subscribers {

  public static final String SESSION = "/v1/inbox/session";
  public static final String CONNECTIONS = "/v1/inbox/channel-connections";
  public static final String ENDPOINTS = "/v1/inbox/channel-endpoints";

  private Subscribers() {}

  /** What a browser names the environment of an API key by. */
  public static String application(String apiKey) {
    var environments = Arc.container().instance(Environments.class).get();
    return Tenants.withKey(environments, apiKey).applicationIdentifier();
  }

  /** Asks for a session of the default environment. */
  public static Response ask(Map<String, Object> body) {
    var all = new HashMap<String, Object>(body);
    all.putIfAbsent("applicationIdentifier", application("dev-secret-key"));
    return given().contentType(ContentType.JSON).body(all).post(SESSION);
  }

  /** The token of a session without a context. */
  public static String token(String subscriberId) {
    return tokenOf(Map.of("subscriber", Map.of("subscriberId", subscriberId)));
  }

  /** The token of a session within a tenant. */
  public static String token(String subscriberId, String tenant) {
    return tokenOf(
        Map.of(
            "subscriber",
            Map.of("subscriberId", subscriberId),
            "context",
            Map.of("tenant", tenant)));
  }

  /** The token of any session. */
  public static String tokenOf(Map<String, Object> body) {
    return ask(body).then().statusCode(201).extract().path("data.token");
  }

  /** A browser that sends a token. */
  public static RequestSpecification browser(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }

  /** What an application's back end computes to vouch for something. */
  public static String hash(String apiKey, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(apiKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
