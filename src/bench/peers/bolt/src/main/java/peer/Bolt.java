package peer;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jetty.SlackAppServer;
import com.slack.api.bolt.model.Bot;
import com.slack.api.bolt.model.Installer;
import com.slack.api.bolt.service.InstallationService;
import com.slack.api.bolt.service.OAuthStateService;
import java.net.URI;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;

/** Bolt for Java on Jetty, with states and installations in Redis. */
public final class Bolt {

  private static final int PORT = Integer.parseInt(System.getenv("PORT"));

  public static void main(String[] arguments) throws Exception {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(64);
    pool.setMaxIdle(64);
    var at = URI.create(System.getenv("REDIS"));
    var redis = new JedisPooled(pool, at.getHost(), at.getPort());
    var app = new App(config()).asOAuthApp(true);
    app.service(new States(redis));
    app.service(new Installations(redis));
    new SlackAppServer(app, "/slack/events", PORT).start();
  }

  private static AppConfig config() {
    var slack = new SlackConfig();
    slack.setMethodsEndpointUrlPrefix(System.getenv("SLACK") + "/api/");
    slack.setStatsEnabled(false);
    var config =
        AppConfig.builder()
            .slack(Slack.getInstance(slack))
            .clientId("1.2")
            .clientSecret("secret")
            .signingSecret("signing")
            .scope("chat:write")
            .oAuthInstallPathEnabled(true)
            .oAuthRedirectUriPathEnabled(true)
            .build();
    config.setOauthInstallPath("/slack/install");
    config.setOauthRedirectUriPath("/slack/callback");
    config.setOAuthInstallPageRenderingEnabled(false);
    return config;
  }

  private record States(JedisPooled redis) implements OAuthStateService {

    @Override
    public void addNewStateToDatastore(String state) {
      redis.setex("state:" + state, 300, "1");
    }

    @Override
    public boolean isAvailableInDatabase(String state) {
      return redis.exists("state:" + state);
    }

    @Override
    public void deleteStateFromDatastore(String state) {
      redis.del("state:" + state);
    }
  }

  private record Installations(JedisPooled redis) implements InstallationService {

    @Override
    public boolean isHistoricalDataEnabled() {
      return false;
    }

    @Override
    public void setHistoricalDataEnabled(boolean enabled) {}

    @Override
    public void saveInstallerAndBot(Installer installer) {
      redis.set("installation:" + installer.getTeamId(), installer.getBotAccessToken());
    }

    @Override
    public void saveBot(Bot bot) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteBot(Bot bot) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteInstaller(Installer installer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Bot findBot(String enterpriseId, String teamId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Installer findInstaller(String enterpriseId, String teamId, String userId) {
      throw new UnsupportedOperationException();
    }
  }
}
