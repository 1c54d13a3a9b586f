package dev.chatconnect.connection;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@QuarkusTest
class ListConnectionsTest {

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private String slack = "";

  @BeforeEach
  void makeIntegration() {
    slack = integration("slack").identifier();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          subscriberId=S                                      | ctx,own
          subscriberId=S&connectionMode=subscriber            | ctx,own
          subscriberId=S&connectionMode=shared                | shared2,shared
          connectionMode=shared                               | other,shared2,shared,ctx,own
          connectionMode=subscriber                           | other,shared2,shared,ctx,own
          subscriberId=                                       | other,shared2,shared,ctx,own
          subscriberId=nobody                                 | ``
          contextKeys=                                        | other,own
          contextKeys=tenant:acme                             | shared,ctx
          contextKeys[]=tenant:acme                           | shared,ctx
          contextKeys=app:jira&contextKeys=tenant:acme        | shared2
          contextKeys=tenant:acme&contextKeys=app:jira        | shared2
          contextKeys[]=tenant:acme&contextKeys[]=app:jira    | shared2
          contextKeys[1]=tenant:acme&contextKeys[0]=app:jira  | shared2
          contextKeys=app:jira                                | ``
          contextKeys=&subscriberId=S                         | own
          contextKeys=tenant:acme&subscriberId=S              | ctx
          contextKeys=tenant:acme&subscriberId=S&connectionMode=shared | shared
          channel=chat                                        | other,shared2,shared,ctx,own
          channel=email                                       | ``
          providerId=slack&channel=chat&subscriberId=S        | ctx,own
          providerId=discord                                  | ``
          orderDirection=ASC                                  | own,ctx,shared,shared2,other
          orderDirection=DESC&orderBy=createdAt               | other,shared2,shared,ctx,own
          limit=0                                             | other,shared2,shared,ctx,own
          limit=                                              | other,shared2,shared,ctx,own
          limit=100                                           | other,shared2,shared,ctx,own
          limit=2                                             | other,shared2
          limit=2.0                                           | other,shared2
          limit=.2e1                                          | other,shared2
          limit=1&orderDirection=ASC                          | own
          """)
  void filters(String query, String expected) {
    // Given
    seed();

    // When
    var page = page(query.replace("=S", "=" + subscriber));

    // Then
    assertThat(names(page)).isEqualTo(expected == null ? "" : expected);
    if (!query.matches("limit=\\.?[12].*")) {
      assertThat(page.getInt("totalCount")).isEqualTo(page.getList("data").size());
      assertThat(page.<Object>get("next")).isNull();
    }
    assertThat(page.<Object>get("previous")).isNull();
    assertThat(page.getBoolean("totalCountCapped")).isFalse();
  }

  @Test
  void anUnknownIntegrationHasNoConnections() {
    // When
    var answer = caller().get(CONNECTIONS + "?integrationIdentifier=unknown");

    // Then
    assertThat(answer.then().statusCode(200).extract().jsonPath().getMap("$"))
        .containsEntry("data", List.of())
        .containsEntry("next", null)
        .containsEntry("previous", null)
        .containsEntry("totalCount", 0)
        .containsEntry("totalCountCapped", false);
  }

  @Test
  void pagesForwardsAndBackwards() {
    // Given
    seed();

    // When
    var first = page("limit=2");
    var second = page("limit=2&after=" + first.getString("next"));
    var third = page("limit=2&after=" + second.getString("next"));
    var back = page("limit=2&before=" + third.getString("previous"));
    var start = page("limit=2&before=" + back.getString("previous"));
    var including = page("limit=2&includeCursor=true&after=" + first.getString("next"));
    var notIncluding = page("limit=2&includeCursor=yes&after=" + first.getString("next"));
    var includingBack = page("limit=2&includeCursor=true&before=" + third.getString("previous"));

    // Then
    assertThat(Stream.of(first, second, third).map(ListConnectionsTest::names))
        .containsExactly("other,shared2", "shared,ctx", "own");
    assertThat(third.<Object>get("next")).isNull();
    assertThat(third.getInt("totalCount")).isEqualTo(5);
    assertThat(names(back)).isEqualTo("shared,ctx");
    assertThat(names(start)).isEqualTo("other,shared2");
    assertThat(start.<Object>get("previous")).isNull();
    assertThat(names(including)).isEqualTo("shared2,shared");
    assertThat(names(notIncluding)).isEqualTo("shared,ctx");
    assertThat(names(includingBack)).isEqualTo("ctx,own");
  }

  static Stream<Arguments> refusedQueries() {
    var cursor = "MTIz";
    return Stream.of(
        arguments("limit=101", 422, "limit must not be greater than 100"),
        arguments("limit=abc", 422, "limit must not be greater than 100"),
        arguments("limit=1e999", 422, "limit must not be greater than 100"),
        arguments("limit=1.5", 422, "limit must be an integer number"),
        arguments("limit=-1e-999", 422, "limit must be an integer number"),
        arguments(
            "channel=x",
            422,
            "channel must be one of the following values: in_app, email, sms, chat, push, tool"),
        arguments(
            "connectionMode=",
            422,
            "connectionMode must be one of the following values: subscriber, shared"),
        arguments(
            "orderBy=auth", 422, "orderBy must be one of the following values: createdAt, _id"),
        arguments(
            "orderDirection=up",
            422,
            "orderDirection must be one of the following values: ASC, DESC"),
        arguments("after=nonsense", 422, "after must be a cursor of this list"),
        arguments("before=%00", 422, "before must be a cursor of this list"),
        arguments("after=" + cursor + "&after=" + cursor, 422, "after must be a string"),
        arguments("subscriberId=a&subscriberId=b", 422, "subscriberId must be a string"),
        arguments("subscriberId[]=a", 422, "subscriberId must be a string"),
        arguments("limit=1&limit=2", 422, "limit must be a string"),
        arguments("limit=-1&channel=chat&channel=chat", 422, "channel must be a string"),
        arguments(
            "after=" + cursor + "&before=" + cursor,
            400,
            "Cannot specify both \"before\" and \"after\" cursors at the same time."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedQueries")
  void refuses(String query, int status, String message) {
    // When
    var answer = caller().urlEncodingEnabled(false).get(CONNECTIONS + '?' + query);

    // Then
    answer.then().statusCode(status).body("path", equalTo(CONNECTIONS + '?' + query));
    assertThat(
            status == 400
                ? List.of(answer.<String>path("message"))
                : answer.<List<String>>path("errors.general.messages"))
        .containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "Slack"})
  void refusesAProviderThatThereIsNot(String provider) {
    // When
    var answers =
        Stream.of(CONNECTIONS, ApiCalls.ENDPOINTS)
            .map(path -> caller().get(path + "?providerId=" + provider))
            .toList();

    // Then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(422);
              assertThat(answer.<List<String>>path("errors.general.messages"))
                  .singleElement()
                  .asString()
                  .startsWith("providerId must be one of the following values: anypost, emailjs, ")
                  .contains(", slack, ", "zoom");
            });
  }

  @Test
  void refusesANegativeLimitByTheName() {
    // When
    var answer = caller().get(CONNECTIONS + "?limit=-1");

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "message",
            equalTo(
                "Validation failed for ListChannelConnectionsCommand: limit: limit must not be less"
                    + " than 1"))
        .body("errors.limit.value", equalTo(-1));
  }

  private void seed() {
    create("own", "'subscriberId':'%s'".formatted(subscriber));
    create("ctx", "'subscriberId':'%s','context':{'tenant':'acme'}".formatted(subscriber));
    create("shared", "'connectionMode':'shared','context':{'tenant':'acme'}");
    create("shared2", "'connectionMode':'shared','context':{'tenant':'acme','app':'jira'}");
    create("other", "'subscriberId':'%s-2'".formatted(subscriber));
  }

  private void create(String name, String owner) {
    post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','workspace':{'id':'T','name':'%s'},'auth':{'accessToken':'t'},%s}"
                    .formatted(slack, name, owner)))
        .then()
        .statusCode(201);
  }

  private JsonPath page(String query) {
    return caller()
        .get(CONNECTIONS + "?integrationIdentifier=" + slack + '&' + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String names(JsonPath page) {
    return String.join(",", page.<String>getList("data.workspace.name"));
  }
}
