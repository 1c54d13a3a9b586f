package dev.chatconnect.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.TrialLength;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static org.assertj.core.api.Assertions.assertThat;

/** Any order of creates and deletes leaves one connection per owner and per identifier. */
@QuarkusTest
class UniquenessModelTest {

  private static final int STEPS = TrialLength.of(60, 3000);

  private final String run = UUID.randomUUID().toString();
  private final List<String> identifiers = List.of("one-" + run, "two-" + run, "three-" + run);
  private final List<String> owners =
      List.of(
          "'subscriberId':'a'",
          "'subscriberId':'b'",
          "'subscriberId':'a','context':{'tenant':'acme'}",
          "'subscriberId':'a','context':{'tenant':'other'}",
          "'connectionMode':'shared','context':{'tenant':'acme'}");

  @ParameterizedTest
  @ValueSource(longs = {7, 20261124})
  void whatIsTakenStaysTakenUntilItIsDeleted(long seed) {
    // Given
    var random = new Random(seed);
    var integration = ApiCalls.integration("slack").identifier();
    var model = new HashMap<String, String>();

    for (var step = 0; step < STEPS; step++) {
      var identifier = identifiers.get(random.nextInt(identifiers.size()));
      var owner = owners.get(random.nextInt(owners.size()));
      if (random.nextInt(3) == 0) {
        // When
        var deleted = ApiCalls.delete(CONNECTIONS, identifier);

        // Then
        assertThat(deleted.statusCode()).isEqualTo(model.remove(identifier) == null ? 404 : 204);
      } else {
        var free = !model.containsKey(identifier) && !model.containsValue(owner);

        // When
        var created = create(integration, identifier, owner);

        // Then
        assertThat(created).as("seed %d, step %d", seed, step).isEqualTo(free ? 201 : 409);
        if (free) {
          model.put(identifier, owner);
        }
      }
    }
    assertThat(identifiersOf(integration)).hasSameElementsAs(model.keySet());
    model.keySet().forEach(identifier -> ApiCalls.delete(CONNECTIONS, identifier));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 42})
  void ofManyCreatesAtOnceOnePerOwnerAndIdentifierWins(long seed) {
    // Given
    var random = new Random(seed);
    var integration = ApiCalls.integration("slack").identifier();
    var wanted = new ArrayList<Map.Entry<String, String>>();
    for (var i = 0; i < TrialLength.of(60, 1000); i++) {
      wanted.add(
          Map.entry(
              identifiers.get(random.nextInt(identifiers.size())),
              owners.get(random.nextInt(owners.size()))));
    }

    // When
    var answers =
        ApiCalls.postAtOnce(
            CONNECTIONS,
            wanted.size(),
            i -> body(connection(integration, wanted.get(i).getKey(), wanted.get(i).getValue())));

    // Then
    assertThat(answers).extracting(answer -> answer.statusCode()).isSubsetOf(201, 409);
    var winners =
        IntStream.range(0, answers.size())
            .filter(i -> answers.get(i).statusCode() == 201)
            .mapToObj(wanted::get)
            .toList();
    assertThat(winners).extracting(Map.Entry::getKey).doesNotHaveDuplicates();
    assertThat(winners).extracting(Map.Entry::getValue).doesNotHaveDuplicates();
    assertThat(identifiersOf(integration))
        .hasSameElementsAs(winners.stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
    winners.forEach(winner -> ApiCalls.delete(CONNECTIONS, winner.getKey()));
  }

  private static int create(String integration, String identifier, String owner) {
    return ApiCalls.post(CONNECTIONS, body(connection(integration, identifier, owner)))
        .statusCode();
  }

  private static String connection(String integration, String identifier, String owner) {
    return "{'integrationIdentifier':'%s','identifier':'%s',%s,'workspace':{'id':'T1'},'auth':{'accessToken':'t'}}"
        .formatted(integration, identifier, owner);
  }

  private static List<String> identifiersOf(String integration) {
    return ApiCalls.list(CONNECTIONS, Map.of("integrationIdentifier", integration, "limit", 100))
        .then()
        .statusCode(200)
        .extract()
        .path("data.identifier");
  }
}
