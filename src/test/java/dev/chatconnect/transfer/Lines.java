package dev.chatconnect.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.ApiCalls;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Exports and imports as tests make them. Lines are JSON with apostrophes for quotes. */
final class Lines {

  static final String ROUTE = "/v1/transfer";
  static final String NDJSON = "application/x-ndjson";
  static final String TRANSFER_KEY = "Chat-Connect-Transfer-Key";
  static final String NOVU_KEY = "Novu-Store-Encryption-Key";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RestAssuredConfig AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .encodeContentTypeAs(NDJSON, ContentType.TEXT)
                  .defaultContentCharset("UTF-8"));

  private Lines() {}

  /** What became of the lines of an import, and the summary at its end. */
  record Outcome(List<JsonNode> lines, JsonNode summary) {

    /** {@code result} of each line, with the reason where there is one. */
    List<String> results() {
      return lines.stream()
          .map(
              line ->
                  line.path("result").asText()
                      + (line.has("reason") ? ": " + line.path("reason").asText() : ""))
          .toList();
    }
  }

  static Response export(String apiKey, Map<String, ?> query, Map<String, ?> headers) {
    return ApiCalls.caller(apiKey).queryParams(query).headers(headers).get(ROUTE);
  }

  /** The records of an export in which a text occurs, as they came. */
  static List<String> exported(
      String apiKey, Map<String, ?> query, Map<String, ?> headers, String about) {
    var answer = export(apiKey, query, headers);
    answer.then().statusCode(200);
    return answer.asString().lines().filter(line -> line.contains(about)).toList();
  }

  static Response send(String apiKey, Map<String, ?> query, Map<String, ?> headers, String body) {
    return ApiCalls.caller(apiKey)
        .config(AS_TEXT)
        .queryParams(query)
        .headers(headers)
        .contentType(NDJSON)
        .body(body)
        .post(ROUTE);
  }

  static Outcome imported(String apiKey, Map<String, ?> headers, List<String> lines) {
    return outcome(send(apiKey, Map.of(), headers, String.join("\n", lines) + "\n"));
  }

  static Outcome imported(String... lines) {
    return imported("dev-secret-key", Map.of(), Stream.of(lines).map(Lines::json).toList());
  }

  static Outcome outcome(Response answer) {
    answer.then().statusCode(200).contentType(NDJSON);
    var all = answer.asString().lines().map(Lines::read).collect(Collectors.toList());
    var summary = all.remove(all.size() - 1);
    return new Outcome(all, summary);
  }

  static String json(String line) {
    return line.replace('\'', '"');
  }

  static JsonNode read(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  static List<String> of(String... lines) {
    return Arrays.stream(lines).map(Lines::json).toList();
  }
}
