package dev.chatconnect.context;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.environment.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ContextHashTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TENANT_HASH =
      "e34c213959d3a85cf63a2b7f9e1cc8d865cdcb9c9546d2ca708d8757942024f7";

  private final ContextHash hash = new ContextHash();
  private final Environment environment =
      new Environment(
          "test", "e", "o", "a", List.of("another-key", "nv-test-secret"), Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"tenant": "acme"}|e34c213959d3a85cf63a2b7f9e1cc8d865cdcb9c9546d2ca708d8757942024f7
          {"tenant":"acme","app":{"id":"jira","data":{"b":1,"a":"x"}}}|bb0d48a9bd87a69d6c4bc904cf3ad93deff2d462a426899adf423d20852c3ca1
          """)
  void acceptsAHashMadeWithAnyKeyOfTheEnvironment(String context, String hex) {
    // Given
    var payload = Optional.of(payload(context));

    // When / Then
    hash.require(environment, true, ActingContext.of(payload, Optional.of(hex)));
  }

  @Test
  void matchesAPlainText() {
    // Given
    var hex = "746a1f3a42ec078d5f2488ae120ba3b32d850564ded2b9ec9781e5324192fc74";

    // When
    var matches = hash.matches(environment, "subscriber-123", hex);

    // Then
    assertThat(matches).isTrue();
    assertThat(hash.matches(environment, "subscriber-124", hex)).isFalse();
  }

  @Test
  void refusesAHashOfAnotherContext() {
    // Given
    var payload = Optional.of(payload("{\"tenant\":\"evil\"}"));

    // When / Then
    assertThatThrownBy(
            () ->
                hash.require(
                    environment, true, ActingContext.of(payload, Optional.of(TENANT_HASH))))
        .hasMessage("Please provide a valid context HMAC hash");
  }

  @Test
  void refusesAMissingHash() {
    // Given
    var payload = Optional.of(payload("{\"tenant\":\"acme\"}"));

    // When / Then
    assertThatThrownBy(
            () -> hash.require(environment, true, ActingContext.of(payload, Optional.empty())))
        .hasMessage("A valid contextHash is required when HMAC validation is enabled.");
  }

  @Test
  void refusesAMissingContext() {
    // When / Then
    assertThatThrownBy(
            () ->
                hash.require(
                    environment,
                    true,
                    ActingContext.of(Optional.empty(), Optional.of(TENANT_HASH))))
        .hasMessage("A context is required when HMAC validation is enabled.");
  }

  @Test
  void asksForNothingWhenTheIntegrationDoesNotDemandIt() {
    // When / Then
    hash.require(environment, false, ActingContext.of(Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("canonicalForms")
  void writesCanonicalJson(String input, String canonical) {
    // When
    var text = CanonicalJson.of(payloadJson(input));

    // Then
    assertThat(text).isEqualTo(canonical);
  }

  static Stream<Arguments> canonicalForms() {
    return Stream.of(
        arguments(
            "{\"b\": [1, true, null, \"x\"], \"a\": {}}", "{\"a\":{},\"b\":[1,true,null,\"x\"]}"),
        arguments("{\"a\":\"\\u00e9\\n\\\"\\\\\"}", "{\"a\":\"é\n\\\"\\\\\"}"),
        arguments("{\"a\":1.0}", "{\"a\":1}"),
        arguments("{\"a\":-0}", "{\"a\":0}"),
        arguments("{\"Z\":1,\"a\":2,\"é\":3}", "{\"Z\":1,\"a\":2,\"é\":3}"));
  }

  @ParameterizedTest
  @CsvSource({"1.5", "1e-3", "1e400"})
  void refusesNumbersThatTheDialectCannotExpress(String number) {
    // Given
    var json = payloadJson("{\"a\":" + number + "}");

    // When / Then
    assertThatThrownBy(() -> CanonicalJson.of(json)).hasMessageContaining("integers");
  }

  private static ContextPayload payload(String json) {
    return ContextPayload.of(payloadJson(json));
  }

  private static JsonNode payloadJson(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
