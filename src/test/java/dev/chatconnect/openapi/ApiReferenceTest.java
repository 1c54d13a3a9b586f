package dev.chatconnect.openapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.sdk.NodeProject;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The API reference that the service serves, and its copy in {@code docs}. */
@QuarkusTest
class ApiReferenceTest {

  private static final Path COPY = Path.of("docs/openapi.yaml");
  private static final Set<String> OPEN =
      Set.of(
          "/v1/integrations/chat/oauth/callback",
          "/v1/providers/{providerId}/events",
          "/v1/providers/{providerId}/events/{integrationId}",
          "/v1/inbox/session",
          "/v1/inbox/.well-known/jwks.json");
  private static final String UPDATE = "openapi.update";

  @Test
  void theCopyInTheRepositoryIsWhatTheServiceServes() throws Exception {
    // Given
    var update = Boolean.getBoolean(UPDATE);

    // When
    var served = served();

    // Then
    if (update) {
      Files.writeString(COPY, served);
    }
    assertThat(Files.readString(COPY))
        .as("docs/openapi.yaml is out of date; refresh it: mvn verify -D%s=true", UPDATE)
        .isEqualTo(served);
  }

  @Test
  void theCopyIsAlsoServedAsJson() throws Exception {
    // Given
    var made = given().queryParam("format", "JSON").get("/q/openapi").asString();

    // When
    var converted = ServedReference.toJson(Buffer.buffer(Files.readString(COPY)));

    // Then
    var mapper = new ObjectMapper();
    assertThat(mapper.readTree(converted.getBytes())).isEqualTo(mapper.readTree(made));
  }

  @Test
  void theLinterHasNothingToSay() throws Exception {
    // Given
    var linter = NodeProject.install("lint");
    linter.write("openapi.yaml", served());

    // When
    var run = linter.script("lint", Map.of("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"));

    // Then
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("is valid");
  }

  @Test
  void everyRouteThatIsNotOpenDemandsAKeyOrTokenAndTellsItsErrors() {
    // Given
    var request = given().queryParam("format", "JSON");

    // When
    var paths =
        request.get("/q/openapi").<Map<String, Map<String, Map<String, Object>>>>path("paths");

    // Then
    assertThat(paths)
        .hasSizeGreaterThan(12)
        .allSatisfy((path, item) -> assertThat(path).startsWith("/v1/"));
    paths.forEach(
        (path, item) ->
            item.forEach(
                (method, operation) -> {
                  var where = method + " " + path;
                  var open = OPEN.contains(path);
                  var error = path.endsWith("/callback") ? "302" : open ? "503" : "401";
                  assertThat(operation).as(where).containsKeys("operationId", "summary", "tags");
                  assertThat((List<?>) operation.get("security")).as(where).hasSize(open ? 0 : 1);
                  assertThat(operation.get("responses")).as(where).hasFieldOrProperty(error);
                  assertThat(operation.get("security").toString())
                      .as(where)
                      .contains(
                          open ? "[]" : path.startsWith("/v1/inbox/") ? "SessionToken" : "ApiKey");
                  assertThat(operation.containsKey("requestBody"))
                      .as(where)
                      .isEqualTo(hasBody(method, path));
                }));
  }

  @Test
  void everyAnswerOfEveryOperationNamesTheRequest() throws Exception {
    // Given
    var mapper = new ObjectMapper();

    // When
    var served = given().queryParam("format", "JSON").get("/q/openapi").asString();

    // Then
    var document = mapper.readTree(served);
    var answers = new HashMap<String, JsonNode>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .findValues("responses")
                    .forEach(
                        all ->
                            all.properties()
                                .forEach(
                                    answer ->
                                        answers.put(
                                            path.getKey() + " " + answer.getKey(),
                                            resolve(document, answer.getValue())))));
    assertThat(answers).hasSizeGreaterThan(100);
    assertThat(answers)
        .allSatisfy(
            (where, answer) ->
                assertThat(answer.at("/headers/X-Request-Id/$ref").asText())
                    .as(where)
                    .isEqualTo("#/components/headers/X-Request-Id"));
  }

  @Test
  void theBrowsersConsoleHoldsTheDemoKey() {
    // Given
    var request = given();

    // When
    var page = request.get("/q/swagger-ui/").asString();

    // Then
    assertThat(page).contains("preauthorizeApiKey('ApiKey', 'ApiKey dev-secret-key')");
  }

  private static JsonNode resolve(JsonNode document, JsonNode answer) {
    return answer.has("$ref") ? document.at(answer.get("$ref").asText().substring(1)) : answer;
  }

  private static boolean hasBody(String method, String path) {
    return switch (method) {
      case "put", "patch" -> true;
      case "post" ->
          !path.endsWith("/token")
              && !path.endsWith("/rewrap")
              && !path.endsWith("/rotate")
              && !path.endsWith("/verify")
              && !path.endsWith("/set-primary");
      default -> false;
    };
  }

  private static String served() {
    return given()
        .queryParam("format", "YAML")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
