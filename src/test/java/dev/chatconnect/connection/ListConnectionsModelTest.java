package dev.chatconnect.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static org.assertj.core.api.Assertions.assertThat;

/** Random connections and random filters: what the list answers is what a plain loop finds. */
@QuarkusTest
class ListConnectionsModelTest {

  private static final List<String> PROVIDERS = List.of("slack", "discord");

  private record Row(
      String identifier,
      String integration,
      String provider,
      Optional<String> subscriber,
      List<String> context) {}

  private record Query(String text, Predicate<Row> matches) {
    Query and(String more, Predicate<Row> alsoMatches) {
      return new Query(text + '&' + more, matches.and(alsoMatches));
    }
  }

  private final String run = UUID.randomUUID().toString();
  private final List<String> subscribers = List.of("a-" + run, "b-" + run);
  private final List<List<String>> contexts =
      List.of(List.of(), List.of("app:" + run), List.of("app:" + run, "tenant:" + run));

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20261123})
  void answersWhatTheModelFinds(long seed) {
    // Given
    var random = new Random(seed);
    var integrations = PROVIDERS.stream().map(ApiCalls::integration).toList();
    var rows = new ArrayList<Row>();
    for (var integration : integrations) {
      for (var context : contexts) {
        for (var owner = context.isEmpty() ? 1 : 0; owner <= subscribers.size(); owner++) {
          if (random.nextInt(4) > 0) {
            var subscriber =
                owner == 0 ? Optional.<String>empty() : Optional.of(subscribers.get(owner - 1));
            var provider = PROVIDERS.get(integrations.indexOf(integration));
            rows.add(create(integration.identifier(), provider, subscriber, context));
          }
        }
      }
    }

    for (var i = 0; i < 40; i++) {
      var query = query(random, integrations);
      var ascending = random.nextBoolean();
      var expected = new ArrayList<>(rows.stream().filter(query.matches()).toList());
      if (!ascending) {
        Collections.reverse(expected);
      }

      // When
      var found =
          walk(
              query.text() + (ascending ? "&orderDirection=ASC" : ""),
              1 + random.nextInt(4),
              expected.size());

      // Then
      assertThat(found)
          .as("seed %d, query %s", seed, query.text())
          .isEqualTo(expected.stream().map(Row::identifier).toList());
    }
  }

  /** Every filter may be there; one that only this test's rows match always is. */
  private Query query(Random random, List<ApiCalls.Made> integrations) {
    var made = integrations.get(random.nextInt(integrations.size()));
    var query =
        random.nextBoolean()
            ? new Query(
                "integrationIdentifier=" + made.identifier(),
                row -> row.integration().equals(made.identifier()))
            : context(
                new Query("orderBy=createdAt", any -> rowOf(integrations, any)),
                contexts.get(1 + random.nextInt(2)));
    if (random.nextInt(3) == 0) {
      query = context(query, contexts.get(random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      var subscriber = subscribers.get(random.nextInt(2));
      query =
          random.nextInt(3) == 0
              ? query.and(
                  "connectionMode=shared&subscriberId=" + subscriber,
                  row -> row.subscriber().isEmpty())
              : query.and(
                  "subscriberId=" + subscriber,
                  row -> row.subscriber().equals(Optional.of(subscriber)));
    }
    if (random.nextInt(3) == 0) {
      var provider = PROVIDERS.get(random.nextInt(2));
      query = query.and("providerId=" + provider, row -> row.provider().equals(provider));
    }
    return random.nextInt(3) == 0 ? query.and("channel=chat", row -> true) : query;
  }

  private static boolean rowOf(List<ApiCalls.Made> integrations, Row row) {
    return integrations.stream().anyMatch(made -> made.identifier().equals(row.integration()));
  }

  /** A second context filter would widen the first, for the parameter repeats. */
  private static Query context(Query query, List<String> keys) {
    if (query.text().contains("contextKeys")) {
      return query;
    }
    var shuffled = new ArrayList<>(keys.isEmpty() ? List.of("") : keys);
    Collections.reverse(shuffled);
    return query.and(
        "contextKeys=" + String.join("&contextKeys=", shuffled), row -> row.context().equals(keys));
  }

  /** Walks forwards to the end and back to the start; both ways must tell the same. */
  private static List<String> walk(String query, int limit, int total) {
    var forwards = new ArrayList<String>();
    var page = page(query + "&limit=" + limit, total);
    forwards.addAll(page.getList("data.identifier"));
    while (page.get("next") != null) {
      page = page(query + "&limit=" + limit + "&after=" + page.getString("next"), total);
      forwards.addAll(page.getList("data.identifier"));
    }
    var backwards = new ArrayList<>(page.<String>getList("data.identifier"));
    while (page.get("previous") != null) {
      page = page(query + "&limit=" + limit + "&before=" + page.getString("previous"), total);
      backwards.addAll(0, page.getList("data.identifier"));
    }
    assertThat(backwards).isEqualTo(forwards);
    return forwards;
  }

  private static JsonPath page(String query, int total) {
    var page = caller().get(CONNECTIONS + '?' + query).then().statusCode(200).extract().jsonPath();
    assertThat(page.getInt("totalCount")).isEqualTo(total);
    return page;
  }

  private Row create(
      String integration, String provider, Optional<String> subscriber, List<String> context) {
    var base =
        "{'integrationIdentifier':'%s','workspace':{'id':'T'},'auth':{'accessToken':'t'},'connectionMode':'%s'}";
    var request =
        body(base.formatted(integration, subscriber.isPresent() ? "subscriber" : "shared"));
    subscriber.ifPresent(id -> request.put("subscriberId", id));
    if (!context.isEmpty()) {
      var payload = request.putObject("context");
      context.forEach(key -> payload.put(key.substring(0, key.indexOf(':')), run));
    }
    var identifier =
        ApiCalls.post(CONNECTIONS, request)
            .then()
            .statusCode(201)
            .extract()
            .<String>path("data.identifier");
    return new Row(identifier, integration, provider, subscriber, context);
  }
}
