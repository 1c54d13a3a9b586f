package dev.chatconnect.provider.msteams;

import java.util.Map;
import java.util.UUID;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static org.assertj.core.api.Assertions.assertThat;

/** Installing the app for a user, before they become an endpoint. */
@QuarkusTest
class TeamsAppTest {

  private static final String CATALOGUE = "/v1.0/appCatalogs/teamsApps";

  private final String tenant = UUID.randomUUID().toString();
  private final String user = UUID.randomUUID().toString();
  private final String installation = "/v1.0/users/" + user + "/teamwork/installedApps";
  private final Cloud cloud = Cloud.own();

  @BeforeEach
  void letInAndOfferTheApp() {
    cloud.letsIn(tenant);
    cloud.answers(CATALOGUE, okJson("{\"value\":[{\"id\":\"app-1\"},{\"id\":\"app-2\"}]}"));
    cloud.takes(installation, aResponse().withStatus(201));
  }

  @Test
  void installsTheAppOfTheCatalogueForTheUser() {
    // When
    item(admit(Cloud.APP));

    // Then
    assertThat(Cloud.wireMock().find(postRequestedFor(urlPathEqualTo(cloud.path(installation)))))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getHeader("Authorization")).isEqualTo("Bearer app-token");
              assertThat(request.getBodyAsString())
                  .isEqualTo(
                      "{\"teamsApp@odata.bind\":\""
                          + cloud.root()
                          + "/v1.0/appCatalogs/teamsApps/app-1\"}");
            });
  }

  @Test
  void findsTheAppByItsClientId() {
    // When
    item(admit(Cloud.APP));

    // Then
    assertThat(filterSent())
        .isEqualTo(
            "externalId eq '" + Cloud.CLIENT_ID + "' and distributionMethod eq 'organization'");
  }

  @Test
  void leavesNoWayOutOfTheFilter() {
    // Given
    var odd =
        new Credentials(
            Map.of(
                "clientId", "x' or 1 eq 1 or '&$top=9#{a}%27+", "secretKey", "s", "tenantId", "t"));

    // When
    item(admit(odd));

    // Then
    assertThat(filterSent())
        .isEqualTo(
            "externalId eq 'x'' or 1 eq 1 or ''&$top=9#{a}%27+'"
                + " and distributionMethod eq 'organization'");
  }

  @Test
  void isContentWithAnAppThatIsInstalledAlready() {
    // Given
    cloud.takes(installation, jsonResponse("{\"error\":{\"code\":\"Conflict\"}}", 409));

    // When
    var done = item(admit(Cloud.APP));

    // Then
    assertThat(done).isNull();
  }

  @Test
  void explainsThatTheCatalogueMayNotBeRead() {
    // Given
    cloud.answers(CATALOGUE, jsonResponse("{\"error\":{\"code\":\"Forbidden\"}}", 403));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "MS Teams bot installation failed: missing AppCatalog.Read.All permission. Please grant"
                + " AppCatalog.Read.All application permission in Azure Portal and re-run admin"
                + " consent.");
    assertThat(failure.advice()).contains(EntraErrors.PROPAGATION);
  }

  @Test
  void explainsThatTheAppIsNotInTheCatalogue() {
    // Given
    cloud.answers(CATALOGUE, okJson("{\"value\":[]}"));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "MS Teams bot installation failed: app not found in your organization catalog. Please"
                + " upload the Teams app manifest to your organization catalog first.");
    assertThat(failure.advice()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"value\":[{}]}", "{\"value\":[{\"id\":\"../../me\"}]}", "[]"})
  void refusesACatalogueThatMakesNoSense(String body) {
    // Given
    cloud.answers(CATALOGUE, okJson(body));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
  }

  @Test
  void namesGraphsErrorForEverythingElse() {
    // Given
    cloud.answers(
        CATALOGUE,
        jsonResponse("{\"error\":{\"code\":\"BadRequest\",\"message\":\"x\\r\\ny\"}}", 400));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessage("MS Teams bot installation failed while resolving Teams app ID: BadRequest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | : the TeamsAppInstallation.ReadWriteSelfForUser.All permission has not yet"
            + " propagated.",
        "404 | : user or app not found. Ensure the app is published to your organization catalog"
            + " and the user exists in the tenant."
      })
  void explainsWhyTheAppCannotBeInstalled(int status, String text) {
    // Given
    cloud.takes(installation, jsonResponse("{\"error\":{\"code\":\"Nope\"}}", status));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure).hasMessage("MS Teams bot installation failed" + text);
    assertThat(failure.advice()).isPresent();
  }

  @Test
  void refusesWhatGraphRefuses() {
    // Given
    cloud.takes(installation, jsonResponse("{\"error\":{\"code\":\"<b>\"}}", 400));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("MS Teams bot installation failed: http_400");
  }

  @Test
  void explainsThatThereIsNoTokenForTheTenant() {
    // Given
    cloud.takes(
        "/" + tenant + "/oauth2/v2.0/token",
        jsonResponse("{\"error\":\"unauthorized_client\"}", 400));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "MS Teams bot installation failed while acquiring a Microsoft Graph token in tenant "
                + tenant
                + ": unauthorized_client");
    assertThat(failure.advice()).contains(EntraErrors.PROPAGATION);
  }

  @Test
  void waitsForGraphToComeBack() {
    // Given
    cloud.takes(installation, aResponse().withStatus(429).withHeader("Retry-After", "17"));

    // When
    var failure = failure(admit(Cloud.APP));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.retryAfter()).contains(java.time.Duration.ofSeconds(17));
  }

  private Uni<Void> admit(Credentials credentials) {
    return cloud
        .provider()
        .admit(
            credentials,
            new PlatformUser("ms_teams_user", Map.of("userId", user, "tenantId", tenant)));
  }

  private String filterSent() {
    var sent = Cloud.wireMock().find(getRequestedFor(urlPathEqualTo(cloud.path(CATALOGUE))));
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).getQueryParams()).hasSize(1);
    return sent.get(0).queryParameter("$filter").firstValue();
  }
}
