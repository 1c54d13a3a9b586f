package peer;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The framework alone: REST, Redis and a REST client; no authentication, no validation. */
@Path("/")
public class Skeleton {

  /** The answer to a request for a URL. */
  public record Url(String url) {}

  /** The one method of Slack that is used. */
  @RegisterRestClient(configKey = "slack")
  @Path("/api")
  public interface Slack {

    @POST
    @Path("oauth.v2.access")
    Uni<Map<String, Object>> exchange(
        @RestForm("client_id") String id,
        @RestForm("client_secret") String secret,
        @RestForm("code") String code);
  }

  private final SecureRandom random = new SecureRandom();
  private final ReactiveValueCommands<String, String> redis;
  private final Slack slack;

  Skeleton(ReactiveRedisDataSource redis, @RestClient Slack slack) {
    this.redis = redis.value(String.class);
    this.slack = slack;
  }

  @GET
  @Path("install")
  public Uni<Url> install() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var url =
        "https://slack.com/oauth/v2/authorize?state=" + state + "&client_id=1.2&scope=chat%3Awrite";
    return redis
        .setex("state:" + state, 300, "{\"subscriber\":\"ann\",\"integration\":\"slack\"}")
        .replaceWith(() -> new Url(url));
  }

  @GET
  @Path("callback")
  @Produces(MediaType.TEXT_HTML)
  public Uni<RestResponse<String>> callback(@RestQuery String state, @RestQuery String code) {
    return redis
        .getdel("state:" + state)
        .chain(
            known ->
                known == null
                    ? Uni.createFrom()
                        .item(RestResponse.status(RestResponse.Status.BAD_REQUEST, "unknown"))
                    : complete(code));
  }

  private Uni<RestResponse<String>> complete(String code) {
    return slack
        .exchange("1.2", "secret", code)
        .chain(
            answer -> {
              var team = ((Map<?, ?>) answer.get("team")).get("id");
              return redis.set("installation:" + team, answer.toString());
            })
        .replaceWith(() -> RestResponse.ok("<h1>Connected</h1>"));
  }
}
