package peer;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * What the stack can do at best: one handler, one connection to Redis for each event loop, no
 * authentication, no validation, no encryption.
 */
public final class BareVertx extends AbstractVerticle {

  private static final int PORT = Integer.parseInt(System.getenv("PORT"));
  private static final String REDIS = System.getenv("REDIS");
  private static final RequestOptions EXCHANGE =
      new RequestOptions()
          .setMethod(HttpMethod.POST)
          .setAbsoluteURI(System.getenv("SLACK") + "/api/oauth.v2.access")
          .putHeader("content-type", "application/x-www-form-urlencoded");

  private final SecureRandom random = new SecureRandom();
  private RedisAPI redis;
  private HttpClient client;

  public static void main(String[] arguments) {
    var loops = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(BareVertx::new, new DeploymentOptions().setInstances(loops))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  @Override
  public void start(Promise<Void> started) {
    client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
    Redis.createClient(vertx, new RedisOptions().setConnectionString(REDIS).setMaxPoolSize(1))
        .connect()
        .map(RedisAPI::api)
        .compose(
            connected -> {
              redis = connected;
              return vertx.createHttpServer().requestHandler(this::handle).listen(PORT);
            })
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/install" -> install(response);
      case "/callback" -> callback(request.getParam("state"), request.getParam("code"), response);
      default -> response.setStatusCode(404).end();
    }
  }

  private void install(HttpServerResponse response) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    redis
        .setex("state:" + state, "300", "{\"subscriber\":\"ann\",\"integration\":\"slack\"}")
        .onFailure(failure -> response.setStatusCode(503).end())
        .onSuccess(
            kept ->
                response
                    .putHeader("content-type", "application/json")
                    .end(
                        "{\"url\":\"https://slack.com/oauth/v2/authorize?state="
                            + state
                            + "&client_id=1.2&scope=chat%3Awrite\"}"));
  }

  private void callback(String state, String code, HttpServerResponse response) {
    redis
        .getdel("state:" + state)
        .compose(known -> known == null ? Future.failedFuture("unknown") : exchange(code))
        .compose(
            answer -> {
              var team = answer.toJsonObject().getJsonObject("team").getString("id");
              return redis.set(List.of("installation:" + team, answer.toString()));
            })
        .onFailure(failure -> response.setStatusCode(400).end())
        .onSuccess(
            stored -> response.putHeader("content-type", "text/html").end("<h1>Connected</h1>"));
  }

  private Future<Buffer> exchange(String code) {
    return client
        .request(EXCHANGE)
        .compose(request -> request.send("client_id=1.2&client_secret=secret&code=" + code))
        .compose(HttpClientResponse::body);
  }
}
