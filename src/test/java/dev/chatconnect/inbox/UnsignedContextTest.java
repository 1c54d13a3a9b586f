package dev.chatconnect.inbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.CanonicalJson;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.web.ApiException;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.hash;
import static dev.chatconnect.web.ErrorCode.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

/** What a browser can make the service keep with contexts that nobody vouches for. */
@QuarkusTest
class UnsignedContextTest {

  private static final String KEY = "dev-secret-key";
  private static final String WITH_DATA =
      "{'app':'jira','tenant':{'id':'acme','data':{'name':'Acme'}}}";

  @Inject Sessions sessions;
  @Inject Environments environments;

  @ParameterizedTest
  @ValueSource(
      strings = {
        WITH_DATA,
        "{'app':{'id':'jira','note':'x'},'tenant':{'id':'acme'}}",
      })
  void onlyTheIdsOfContextsAreKept(String json) {
    // Given
    var asked = asked(json, Optional.empty());

    // When
    var contexts =
        Stream.of(
                session(List.of(), false),
                session(List.of("app:jira", "tenant:acme"), false),
                session(List.of("app:jira", "tenant:acme"), true))
            .map(session -> sessions.context(session, asked))
            .toList();

    // Then
    assertThat(contexts)
        .allSatisfy(
            context -> {
              assertThat(context.keys()).containsExactly("app:jira", "tenant:acme");
              assertThat(context.raw().orElseThrow())
                  .hasToString("{\"app\":\"jira\",\"tenant\":\"acme\"}");
            });
  }

  @Test
  void aHashOfSomethingElseVouchesForNoData() {
    // Given
    var asked = asked(WITH_DATA, Optional.of(hash(KEY, "{\"app\":\"jira\",\"tenant\":\"acme\"}")));

    // When
    var context = sessions.context(session(List.of(), false), asked);

    // Then
    assertThat(context.raw().orElseThrow().toString()).doesNotContain("Acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {WITH_DATA, "{'tenant':{'id':'acme'}}", "{'tenant':'acme'}"})
  void whatTheApplicationSignedIsKeptAsItIs(String json) {
    // Given
    var signed = hash(KEY, CanonicalJson.of(payload(json).raw()));
    var asked = asked(json, Optional.of(signed));

    // When
    var context = sessions.context(session(List.of(), false), asked);

    // Then
    assertThat(context).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({"connectionIdentifier,512", "redirectUrl,2048", "context,255"})
  void noTextOfAJourneyIsEndless(String field, int longest) {
    // Given
    var endless = "a".repeat(longest + 1);
    var token = Subscribers.token(Journeys.unique("ann"));
    var asked =
        Map.of(
            "integrationIdentifier",
            Journeys.slackIntegration(),
            field,
            field.equals("context") ? Map.of(endless, "acme") : endless);

    // When
    var answer = browser(token).body(asked).post(Subscribers.CONNECTIONS + "/oauth");

    // Then
    answer
        .then()
        .statusCode(422)
        .body(containsString("must be shorter than or equal to " + longest));
  }

  @Test
  void noTypeOfAContextIsEndless() {
    // Given
    var longest = "a".repeat(255 - ":acme".length());
    var asked = asked("{'%s':'acme'}".formatted(longest), Optional.empty());
    var tooLong = asked("{'%sa':'acme'}".formatted(longest), Optional.empty());
    var session = session(List.of(), false);

    // When
    var kept = sessions.context(session, asked);

    // Then
    assertThat(kept.keys()).containsExactly(longest + ":acme");
    assertThatThrownBy(() -> sessions.context(session, tooLong))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(VALIDATION));
  }

  private SubscriberSession session(List<String> keys, boolean vouched) {
    return new SubscriberSession(Tenants.withKey(environments, KEY), "ann", keys, false, vouched);
  }

  private static ActingContext asked(String json, Optional<String> hash) {
    return ActingContext.of(Optional.of(payload(json)), hash);
  }

  private static ContextPayload payload(String json) {
    return ContextPayload.of(new ObjectMapper().valueToTree(ApiCalls.body(json)));
  }
}
