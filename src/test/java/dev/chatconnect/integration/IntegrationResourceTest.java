package dev.chatconnect.integration;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@QuarkusTest
class IntegrationResourceTest {

  private static final String UNKNOWN = "0123456789abcdef01234567";
  private static final String CHANNELS =
      "channel must be one of the following values: in_app, email, sms, chat, push, tool";
  private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final String identifier = "it-" + UUID.randomUUID();

  @Test
  void createsAnIntegrationAndShowsNoCredentials() {
    // Given
    var body =
        """
        {"providerId":"slack","channel":"chat","name":"Our Slack","identifier":"%s","active":true,
         "credentials":{"clientId":"11111.22222","secretKey":"hidden"},"check":true,"unknown":7}
        """
            .formatted(identifier);

    // When
    var answer = post(body);

    // Then
    answer
        .statusCode(201)
        .body("keySet()", contains("data"))
        .body("data._id", matchesPattern("[0-9a-f]{24}"))
        .body("data._environmentId", matchesPattern("[0-9a-f]{24}"))
        .body("data._organizationId", matchesPattern("[0-9a-f]{24}"))
        .body("data.providerId", is("slack"))
        .body("data.channel", is("chat"))
        .body("data.kind", is("delivery"))
        .body("data.name", is("Our Slack"))
        .body("data.identifier", is(identifier))
        .body("data.credentials", anEmptyMap())
        .body("data.active", is(true))
        .body("data.deleted", is(false))
        .body("data.primary", is(false))
        .body("data.priority", is(0))
        .body("data.conditions", is(List.of()))
        .body("data.createdAt", matchesPattern(TIMESTAMP))
        .body("data.updatedAt", matchesPattern(TIMESTAMP));
    assertThat(answer.extract().asString())
        .doesNotContain("hidden")
        .doesNotContain("11111.22222")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource({
    "slack, Slack",
    "whatsapp-business, WhatsApp Business",
    "sendgrid, SendGrid",
    "my-own, My-own"
  })
  void namesAnIntegrationAfterItsProvider(String providerId, String name) {
    // When
    var answer = post("{\"providerId\":\"" + providerId + "\"}");

    // Then
    var slug = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    answer
        .statusCode(201)
        .body("data.name", is(name))
        .body("data.identifier", matchesPattern(slug + "-[0-9A-Za-z_-]{6,}"))
        .body("data.active", is(false));
  }

  @Test
  void makesAnIdentifierEvenFromANameWithoutLatinLetters() {
    // When
    var answer = post("{\"providerId\":\"slack\",\"name\":\"日本\"}");

    // Then
    answer.statusCode(201).body("data.identifier", matchesPattern("slack-[0-9a-z]{6,}"));
  }

  @Test
  void keepsNoChannelForAgents() {
    // When
    var answer = post("{\"providerId\":\"anthropic\",\"kind\":\"agent\",\"channel\":\"chat\"}");

    // Then
    answer.statusCode(201).body("data.kind", is("agent"));
    assertThat(answer.extract().<Map<String, Object>>path("data")).doesNotContainKey("channel");
  }

  static Stream<Arguments> invalidBodies() {
    return Stream.of(
        arguments(
            "{}",
            List.of("providerId should not be null or undefined", "providerId must be a string")),
        arguments(
            "{'providerId':null}",
            List.of("providerId should not be null or undefined", "providerId must be a string")),
        arguments("{'providerId':1}", List.of("providerId must be a string")),
        arguments("{'providerId':'slack','name':1}", List.of("name must be a string")),
        arguments("{'providerId':'slack','identifier':[]}", List.of("identifier must be a string")),
        arguments("{'providerId':'slack','channel':'fax'}", List.of(CHANNELS)),
        arguments(
            "{'providerId':'slack','kind':'x'}",
            List.of("kind must be one of the following values: delivery, agent")),
        arguments(
            "{'providerId':'slack','active':'true'}", List.of("active must be a boolean value")),
        arguments("{'providerId':'slack','check':1}", List.of("check must be a boolean value")),
        arguments(
            "{'providerId':'slack','credentials':'x'}",
            List.of("nested property credentials must be either object or array")),
        arguments(
            "{'providerId':'slack','credentials':{'clientId':5,'hmac':'true','secure':7}}",
            List.of(
                "credentials.clientId must be a string",
                "credentials.hmac must be a boolean value",
                "credentials.secure must be a boolean value")),
        arguments(
            "{'providerId':'slack','conditions':'x'}", List.of("conditions must be an array")),
        arguments(
            "{'providerId':'slack','conditions':['x']}",
            List.of("each value in nested property conditions must be either object or array")),
        arguments(
            "{'providerId':'slack','configurations':'x'}",
            List.of("configurations must be an object")),
        arguments(
            "{'name':1,'active':1}",
            List.of(
                "name must be a string",
                "providerId should not be null or undefined",
                "providerId must be a string",
                "active must be a boolean value")));
  }

  @ParameterizedTest
  @MethodSource("invalidBodies")
  void namesEveryRuleThatABodyBreaks(String body, List<String> messages) {
    // When
    var answer = post(body.replace('\'', '"'));

    // Then
    answer
        .statusCode(422)
        .body("message", is("Validation Error"))
        .body("errors.general.messages", is(messages))
        .body("errors.general.value", is("No Value Recorded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void takesABodyOfAnotherTypeAsEmpty(String type) {
    // When
    var answer =
        api().contentType(type).body("{\"providerId\":\"slack\"}").post("/v1/integrations").then();

    // Then
    answer.statusCode(422).body("errors.general.messages", hasItem("providerId must be a string"));
  }

  @Test
  void takesAMissingBodyAsEmpty() {
    // When
    var answer = api().post("/v1/integrations").then();

    // Then
    answer.statusCode(422).body("errors.general.messages", hasItem("providerId must be a string"));
  }

  @Test
  void takesAMissingUpdateAsEmpty() {
    // Given
    var id = create("{\"providerId\":\"slack\"}");

    // When
    var answer = api().put("/v1/integrations/" + id).then();

    // Then
    answer.statusCode(400).body("message", is("No properties found for update"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void refusesAnotherEnvironment(String method) {
    // Given
    var path = "/v1/integrations" + (method.equals("PUT") ? "/" + create(slack()) : "");
    var body = "{\"providerId\":\"slack\",\"_environmentId\":\"" + UNKNOWN + "\"}";

    // When
    var answer = json(body).request(method, path).then();

    // Then
    answer
        .statusCode(403)
        .body(
            "message",
            is(
                "This authentication scheme is scoped to a single environment and cannot target a"
                    + " different `_environmentId`. Use credentials from the target environment, or"
                    + " authenticate with a session token."));
  }

  @Test
  void acceptsItsOwnEnvironment() {
    // Given
    var own = post(slack()).extract().<String>path("data._environmentId");

    // When
    var answer = post("{\"providerId\":\"slack\",\"_environmentId\":\"" + own + "\"}");

    // Then
    answer.statusCode(201).body("data._environmentId", is(own));
  }

  @ParameterizedTest
  @ValueSource(strings = {"novu-slack", "novu-email", "novu-sms"})
  void refusesTheVendorsDemoProviders(String providerId) {
    // When
    var answer = post("{\"providerId\":\"" + providerId + "\",\"channel\":\"chat\"}");

    // Then
    answer
        .statusCode(400)
        .body(
            "message",
            is("Creating Novu integration for " + providerId + " provider is not allowed"));
  }

  @Test
  void refusesAnIdentifierThatIsTaken() {
    // Given
    create(slack());

    // When
    var answer = post(slack());

    // Then
    answer.statusCode(409).body("message", is("Integration with identifier already exists"));
  }

  @Test
  void allowsSeveralIntegrationsOfOneProvider() {
    // Given
    var first = create("{\"providerId\":\"slack\",\"channel\":\"chat\"}");

    // When
    var second = create("{\"providerId\":\"slack\",\"channel\":\"chat\"}");

    // Then
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void listsAllOrOnlyActiveIntegrationsWithoutCredentials() {
    // Given
    var active =
        create("{\"providerId\":\"slack\",\"active\":true,\"credentials\":{\"token\":\"t\"}}");
    var idle = create("{\"providerId\":\"slack\",\"credentials\":{\"token\":\"t\"}}");

    // When
    var answer = api().get("/v1/integrations").then();

    // Then
    answer
        .statusCode(200)
        .body("keySet()", contains("data"))
        .body("data._id", hasItem(active))
        .body("data._id", hasItem(idle))
        .body("data.credentials", everyItem(anEmptyMap()));
    assertThat(answer.extract().asString()).doesNotContain(":null");
    api()
        .get("/v1/integrations/active")
        .then()
        .statusCode(200)
        .body("data._id", hasItem(active))
        .body("data._id", not(hasItem(idle)))
        .body("data.active", everyItem(is(true)))
        .body("data.credentials", everyItem(anEmptyMap()));
  }

  @Test
  void updatesWhatIsSentAndKeepsTheRest() {
    // Given
    var id = create(slack());

    // When
    var answer = put(id, "{\"name\":\"Renamed\",\"active\":true,\"identifier\":null}");

    // Then
    answer
        .statusCode(200)
        .body("data._id", is(id))
        .body("data.name", is("Renamed"))
        .body("data.active", is(true))
        .body("data.identifier", is(identifier))
        .body("data.channel", is("chat"))
        .body("data.credentials", anEmptyMap());
  }

  @Test
  void renamesAnIdentifier() {
    // Given
    var id = create(slack());

    // When
    var answer = put(id, "{\"identifier\":\"" + identifier + "-2\"}");

    // Then
    answer.statusCode(200).body("data._id", is(id)).body("data.identifier", is(identifier + "-2"));
  }

  @Test
  void refusesToRenameToAnIdentifierThatIsTaken() {
    // Given
    create(slack());
    var id = create("{\"providerId\":\"slack\"}");

    // When
    var answer = put(id, "{\"identifier\":\"" + identifier + "\"}");

    // Then
    answer.statusCode(409).body("message", is("Integration with identifier already exists"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"check\":true}", "{\"providerId\":\"msteams\"}"})
  void refusesAnUpdateOfNothing(String body) {
    // Given
    var id = create("{\"providerId\":\"slack\"}");

    // When
    var answer = put(id, body);

    // Then
    answer.statusCode(400).body("message", is("No properties found for update"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":\"x\"}"})
  void looksForTheIntegrationBeforeItLooksAtTheUpdate(String body) {
    // When
    var answer = put(UNKNOWN, body);

    // Then
    answer.statusCode(404).body("message", is("Entity with id " + UNKNOWN + " not found"));
  }

  @Test
  void deletesAnIntegrationAndAnswersTheRemainingOnes() {
    // Given
    var kept = create("{\"providerId\":\"slack\",\"credentials\":{\"clientId\":\"kept-client\"}}");
    var id = create(slack());

    // When
    var answer = api().delete("/v1/integrations/" + id).then();

    // Then
    answer
        .statusCode(200)
        .body("keySet()", contains("data"))
        .body("data._id", hasItem(kept))
        .body("data._id", not(hasItem(id)))
        .body("data.credentials", everyItem(anEmptyMap()));
    assertThat(answer.extract().asString()).doesNotContain("kept-client");
    api()
        .delete("/v1/integrations/" + id)
        .then()
        .statusCode(404)
        .body("message", is("Entity with id " + id + " not found"));
  }

  @Test
  void makesAnIntegrationPrimary() {
    // Given
    var id = create("{\"providerId\":\"sendgrid\",\"channel\":\"email\"}");

    // When
    var answer = api().post("/v1/integrations/" + id + "/set-primary").then();

    // Then
    answer
        .statusCode(200)
        .body("data._id", is(id))
        .body("data.primary", is(true))
        .body("data.active", is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "in_app", "push", "tool"})
  void refusesAPrimaryWhereTheChannelHasNone(String channel) {
    // Given
    var id = create("{\"providerId\":\"any\",\"channel\":\"" + channel + "\"}");

    // When
    var answer = api().post("/v1/integrations/" + id + "/set-primary").then();

    // Then
    answer.statusCode(400).body("message", is("Channel " + channel + " does not support primary"));
  }

  @Test
  void cannotMakeAnUnknownIntegrationPrimary() {
    // When
    var answer = api().post("/v1/integrations/" + UNKNOWN + "/set-primary").then();

    // Then
    answer.statusCode(404).body("message", is("Integration with id " + UNKNOWN + " not found"));
  }

  static Stream<Arguments> malformedIds() {
    return Stream.of("short", UNKNOWN + "0", "0123456789abcdef0123456g", "a%2Fb")
        .flatMap(
            id ->
                Stream.of(
                    arguments("PUT", id, "", "UpdateIntegrationCommand"),
                    arguments("DELETE", id, "", "RemoveIntegrationCommand"),
                    arguments("POST", id, "/set-primary", "SetIntegrationAsPrimaryCommand")));
  }

  @ParameterizedTest
  @MethodSource("malformedIds")
  void refusesAMalformedId(String method, String id, String suffix, String command) {
    // When
    var answer =
        json("{\"name\":\"x\"}")
            .urlEncodingEnabled(false)
            .request(method, "/v1/integrations/" + id + suffix)
            .then();

    // Then
    answer
        .statusCode(422)
        .body(
            "message",
            is(
                "Validation failed for "
                    + command
                    + ": integrationId: integrationId must be a mongodb id"))
        .body("errors.integrationId.messages", contains("integrationId must be a mongodb id"))
        .body("errors.integrationId.value", equalTo(id.replace("%2F", "/")));
  }

  static Stream<Arguments> routes() {
    return Stream.of(
        arguments("GET", "/v1/integrations"),
        arguments("GET", "/v1/integrations/active"),
        arguments("POST", "/v1/integrations"),
        arguments("PUT", "/v1/integrations/" + UNKNOWN),
        arguments("DELETE", "/v1/integrations/" + UNKNOWN),
        arguments("POST", "/v1/integrations/" + UNKNOWN + "/set-primary"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void asksForAnApiKey(String method, String path) {
    // When
    var answer = given().request(method, path).then();

    // Then
    answer.statusCode(401).body("message", is("Missing authorization header"));
    given()
        .header("Authorization", "ApiKey wrong")
        .request(method, path)
        .then()
        .statusCode(401)
        .body("message", is("API Key not found"));
  }

  private String slack() {
    return "{\"providerId\":\"slack\",\"channel\":\"chat\",\"identifier\":\"" + identifier + "\"}";
  }

  private static String create(String body) {
    return post(body).statusCode(201).extract().path("data._id");
  }

  private static ValidatableResponse post(String body) {
    return json(body).post("/v1/integrations").then();
  }

  private static ValidatableResponse put(String id, String body) {
    return json(body).put("/v1/integrations/" + id).then();
  }

  private static RequestSpecification json(String body) {
    return api().contentType(ContentType.JSON).body(body);
  }

  private static RequestSpecification api() {
    return given().header("Authorization", "ApiKey dev-secret-key");
  }
}
