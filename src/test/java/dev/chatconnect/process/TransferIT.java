package dev.chatconnect.process;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole environment moves to another one, and more than the service's memory holds passes. */
class TransferIT {

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(1);

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final int RECORDS = 2_500;

  @BeforeAll
  static void makeIntegrations() {
    for (var key : List.of(Deployment.API_KEY, Deployment.OTHER_API_KEY)) {
      var answer =
          Api.send(
              Api.by(key, DEPLOYMENT.replica(0), "/v1/integrations")
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"providerId\":\"slack\",\"channel\":\"chat\",\"active\":true,\"identifier\":\"slack\",\"credentials\":{\"clientId\":\"1\",\"secretKey\":\"s\"}}"))
                  .build());
      assertThat(answer.statusCode()).isEqualTo(201);
    }
  }

  @Test
  void anEnvironmentArrivesAsItWas() {
    // Given
    take(Deployment.API_KEY, "", records(RECORDS, 100));
    var before = export(Deployment.API_KEY, "");

    // When
    var outcome =
        take(
            Deployment.OTHER_API_KEY,
            "?failuresOnly=true",
            stream(List.of(export(Deployment.API_KEY, "?secrets=encrypted"))));

    // Then
    assertThat(JsonPath.from(outcome).getInt("created")).isEqualTo(2 * RECORDS);
    assertThat(JsonPath.from(outcome).getBoolean("complete")).isTrue();
    assertThat(export(Deployment.OTHER_API_KEY, "")).isEqualTo(before);
  }

  @Test
  void moreThanTheMemoryHoldsIsReadAsItComes() {
    // Given
    var lines = 4_000;
    var bytesEach = 60_000;

    // When
    var outcome =
        take(Deployment.API_KEY, "?dryRun=true&failuresOnly=true", records(lines, bytesEach));

    // Then
    assertThat((long) lines * bytesEach).isGreaterThan(ServiceProcess.HEAP_MEGABYTES * 1_000_000L);
    assertThat(JsonPath.from(outcome).getInt("created")).isEqualTo(lines);
    assertThat(DEPLOYMENT.replica(0).log()).doesNotContain("OutOfMemory");
  }

  /** Connections and, for each small one, an endpoint of it. */
  private static InputStream records(int count, int bytesEach) {
    var filler = "x".repeat(bytesEach);
    var connections =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{'identifier':'c%d','integrationIdentifier':'slack','subscriberId':'s%d','contextKeys':['tenant:t%d'],'workspace':{'id':'T%d','name':'%s'},'auth':{'accessToken':'xoxb-%d','refreshToken':'r-%d','expiresAt':'2035-01-01T00:00:00Z'}}%n"
                        .formatted(i, i, i % 7, i, filler, i, i));
    var endpoints =
        IntStream.range(0, bytesEach < 1_000 ? count : 0)
            .mapToObj(
                i ->
                    "{'kind':'endpoint','identifier':'e%d','integrationIdentifier':'slack','connectionIdentifier':'c%d','subscriberId':'s%d','type':'slack_user','endpoint':{'userId':'U%d'}}%n"
                        .formatted(i, i, i, i));
    return new SequenceInputStream(
        Collections.enumeration(List.of(stream(connections), stream(endpoints))));
  }

  private static InputStream stream(List<String> texts) {
    return stream(texts.stream());
  }

  private static InputStream stream(java.util.stream.Stream<String> lines) {
    var all = lines.iterator();
    return new SequenceInputStream(
        new java.util.Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return all.hasNext();
          }

          @Override
          public InputStream nextElement() {
            var line = all.next();
            var text = line.startsWith("{'") ? line.replace('\'', '"') : line;
            return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static String export(String apiKey, String query) {
    var answer =
        Api.send(
            Api.by(apiKey, DEPLOYMENT.replica(0), "/v1/transfer" + query)
                .header("Chat-Connect-Transfer-Key", KEY)
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** The last line of the answer. */
  private static String take(String apiKey, String query, InputStream lines) {
    HttpResponse<String> answer =
        Api.send(
            Api.by(apiKey, DEPLOYMENT.replica(0), "/v1/transfer" + query)
                .header("Content-Type", "application/x-ndjson")
                .header("Chat-Connect-Transfer-Key", KEY)
                .POST(BodyPublishers.ofInputStream(() -> lines))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var all = answer.body().lines().toList();
    return all.get(all.size() - 1);
  }
}
