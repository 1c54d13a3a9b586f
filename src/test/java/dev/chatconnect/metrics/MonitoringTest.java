package dev.chatconnect.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.inbox.Subscribers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard, alerts and the catalogue of metrics, against what the service really has. */
@QuarkusTest
class MonitoringTest {

  private static final Path FILES = Path.of("src/main/helm/chat-connect/files");
  private static final Path CATALOGUE = Path.of("docs/observability.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `(chat_connect_\\w+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern SELECTOR = Pattern.compile("([a-z]\\w*_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

  /** What Prometheus adds, and what buckets have. */
  private static final Set<String> ALWAYS = Set.of("namespace", "job", "instance", "le");

  private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "last_over_time");

  @Inject Watches watches;

  private Scrape scrape;

  @BeforeEach
  void doOneOfEverything() {
    var subscriber = unique("subscriber-");
    callback(
            state(Journeys.of(slackIntegration(), subscriber)),
            code("variant-a", unique("T"), unique("U")))
        .then()
        .statusCode(200);
    callback("A".repeat(43), "any").then().statusCode(400);
    Subscribers.token(subscriber);
    given()
        .header("Authorization", Journeys.API_KEY)
        .post("/v1/channel-connections/{identifier}/token", unique("none-"))
        .then()
        .statusCode(404);
    given().contentType(ContentType.JSON).body("{}").post("/v1/providers/slack/events");
    watches.look().await().atMost(Duration.ofSeconds(10));
    scrape = Scrape.now();
  }

  @Test
  void theCatalogueHasEveryMetricOfTheServiceWithItsLabels() throws IOException {
    // When
    var documented = new TreeMap<String, Set<String>>();
    ROW.matcher(Files.readString(CATALOGUE))
        .results()
        .forEach(row -> documented.put(row.group(1), words(row.group(2))));

    // Then
    assertThat(documented).isEqualTo(own());
  }

  @Test
  void everyAlertIsAboutMetricsThatExist() throws IOException {
    // When
    var expressions = rules().stream().map(rule -> rule.path("expr").asText()).toList();

    // Then
    assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(this::assertKnown);
  }

  @Test
  void everyPanelIsAboutMetricsThatExist() throws IOException {
    // When
    var expressions = new ArrayList<String>();
    for (var panel :
        new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile()).path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }

    // Then
    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(this::assertKnown);
  }

  @Test
  void everyMetricOfTheServiceIsOnTheDashboard() throws IOException {
    // When
    var dashboard = Files.readString(FILES.resolve("dashboard.json"));

    // Then
    assertThat(own().keySet()).allMatch(dashboard::contains);
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    // Given
    var page = Files.readString(CATALOGUE);

    // When
    var rules = rules();

    // Then
    assertThat(rules)
        .allSatisfy(
            rule -> {
              var name = rule.path("alert").asText();
              assertThat(page).contains("\n### " + name + "\n");
              assertThat(rule.path("annotations").path("runbook").asText())
                  .isEqualTo("docs/observability.md#" + name.toLowerCase(Locale.ROOT));
              assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
            });
    assertThat(page.lines().filter(line -> line.startsWith("### "))).hasSameSizeAs(rules);
  }

  @Test
  void alertsTellReleasesApartAndCountNoOtherService() throws IOException {
    // When
    var expressions = rules().stream().map(rule -> rule.path("expr").asText()).toList();

    // Then
    assertThat(expressions)
        .allSatisfy(
            expression -> {
              if (!expression.startsWith("absent(")) {
                assertThat(expression).contains("by (namespace, job").doesNotContain("sum(");
              }
              assertThat(expression.split("http_server_requests", -1))
                  .as("what other services have as well is of ours alone")
                  .hasSameSizeAs(
                      expression.split(
                          "and on \\(namespace, job, instance\\) chat_connect_encryption_keys",
                          -1));
            });
  }

  @Test
  void theDashboardShowsNoOtherServiceAndMissesNoRise() throws IOException {
    // When
    var dashboard = Files.readString(FILES.resolve("dashboard.json"));

    // Then
    assertThat(dashboard)
        .as("all jobs are those of the variable, not all of Prometheus")
        .doesNotContain("allValue")
        .as("an interval shorter than two scrapes shows nothing")
        .doesNotContain("$__interval]");
  }

  @Test
  void anExpressionAboutSomethingElseIsFound() {
    // When
    var unknown =
        List.of("rate(chat_connect_no_such_total[5m])", "sum by (nobody) (process_cpu_usage)");

    // Then
    assertThat(unknown)
        .allSatisfy(
            expression ->
                assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                            () -> assertKnown(expression)))
                    .isInstanceOf(AssertionError.class));
  }

  private static List<JsonNode> rules() throws IOException {
    var rules = new ArrayList<JsonNode>();
    for (var group :
        new ObjectMapper(new YAMLFactory())
            .readTree(FILES.resolve("alerts.yaml").toFile())
            .path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  /** The service's own metrics with their labels, without the parts that a timer is split into. */
  private Map<String, Set<String>> own() {
    return scrape.names().stream()
        .filter(name -> name.startsWith("chat_connect_"))
        .filter(name -> !name.matches(".*_seconds_(bucket|sum|max)"))
        .collect(
            Collectors.toMap(
                name -> name.replaceAll("_seconds_count$", "_seconds"),
                name -> new TreeSet<>(scrape.labels(name)),
                (one, other) -> one,
                TreeMap::new));
  }

  private void assertKnown(String expression) {
    var groups = new HashSet<String>();
    GROUPING
        .matcher(expression)
        .results()
        .forEach(found -> groups.addAll(List.of(found.group(1).split(",\\s*"))));
    var selectors =
        SELECTOR.matcher(GROUPING.matcher(expression).replaceAll("")).results().toList();
    var labels = new HashSet<>(ALWAYS);
    for (var selector : selectors) {
      var name = selector.group(1);
      if (FUNCTIONS.contains(name) || name.equals("rate_interval")) {
        continue;
      }
      assertThat(scrape.names()).as(expression).contains(name);
      labels.addAll(scrape.labels(name));
      if (selector.group(2) != null) {
        var known = new HashSet<>(ALWAYS);
        known.addAll(scrape.labels(name));
        assertThat(MATCHER.matcher(selector.group(2)).results().map(found -> found.group(1)))
            .as(expression)
            .isSubsetOf(known);
      }
    }
    assertThat(labels).as(expression).containsAll(groups);
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
