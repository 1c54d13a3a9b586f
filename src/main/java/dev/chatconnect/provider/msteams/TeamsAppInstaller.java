package dev.chatconnect.provider.msteams;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import io.smallrye.mutiny.Uni;

/**
 * Installs the Teams app of an integration for a user: a bot can write to no one who does not have
 * it. The app is found in the organisation's catalogue by its external id, the client id.
 */
final class TeamsAppInstaller {

  /** Start of every message about this. */
  static final String FAILED = "MS Teams bot installation failed";

  private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final ProviderCalls<GraphApi> graph;
  private final String catalogue;

  /**
   * @param graphUrl without a slash at the end
   */
  TeamsAppInstaller(ProviderCalls<GraphApi> graph, String graphUrl) {
    this.graph = graph;
    this.catalogue = graphUrl + "/v1.0/appCatalogs/teamsApps/";
  }

  /** Installs the app; that the user has it already is as good. */
  Uni<Void> install(String accessToken, String clientId, String userId) {
    var bearer = "Bearer " + accessToken;
    return graph
        .call("apps", api -> api.apps(bearer, filter(clientId)), TeamsAppInstaller::appId)
        .chain(
            appId ->
                graph.call(
                    "install",
                    api ->
                        api.install(
                            bearer, userId, Map.of("teamsApp@odata.bind", catalogue + appId)),
                    TeamsAppInstaller::installed))
        .replaceWithVoid();
  }

  /** A quote inside a literal of OData is doubled. */
  private static String filter(String clientId) {
    return "externalId eq '"
        + clientId.replace("'", "''")
        + "' and distributionMethod eq 'organization'";
  }

  private static String appId(ProviderAnswer answer) {
    if (answer.status() == 403) {
      throw setUp(
          "app_catalog_permission",
          ": missing AppCatalog.Read.All permission. Please grant AppCatalog.Read.All application"
              + " permission in Azure Portal and re-run admin consent.",
          EntraErrors.PROPAGATION);
    }
    if (answer.status() >= 400) {
      throw refused(answer, " while resolving Teams app ID");
    }
    return answer.json(GraphAnswer.class).value().orElse(List.of()).stream()
        .findFirst()
        .map(
            app ->
                app.id()
                    .filter(id -> APP_ID.matcher(id).matches())
                    .orElseThrow(() -> answer.senseless("app_id")))
        .orElseThrow(
            () ->
                setUp(
                    "app_not_in_catalog",
                    ": app not found in your organization catalog. Please upload the Teams app"
                        + " manifest to your organization catalog first.",
                    "An administrator uploads it in the Teams admin center. Then start again."));
  }

  private static Optional<String> installed(ProviderAnswer answer) {
    return switch (answer.status()) {
      case 403 ->
          throw setUp(
              "app_installation_permission",
              ": the TeamsAppInstallation.ReadWriteSelfForUser.All permission has not yet"
                  + " propagated.",
              EntraErrors.PROPAGATION);
      case 404 ->
          throw setUp(
              "app_or_user_not_found",
              ": user or app not found. Ensure the app is published to your organization catalog"
                  + " and the user exists in the tenant.",
              "An administrator can check both in the Teams admin center. Then start again.");
      case 409 -> Optional.of("already installed");
      default -> {
        if (answer.status() >= 400) {
          throw refused(answer, "");
        }
        yield Optional.of("installed");
      }
    };
  }

  private static ProviderException setUp(String reason, String text, String advice) {
    return new ProviderException(Kind.MISCONFIGURED, reason, FAILED + text).advising(advice);
  }

  private static ProviderException refused(ProviderAnswer answer, String where) {
    var code =
        answer.json(GraphAnswer.class).errorCode().orElseGet(() -> "http_" + answer.status());
    return new ProviderException(Kind.REFUSED, "graph_" + code, FAILED + where + ": " + code);
  }
}
