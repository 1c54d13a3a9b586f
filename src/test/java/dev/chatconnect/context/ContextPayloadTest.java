package dev.chatconnect.context;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ContextPayloadTest {

  private static final String INVALID =
      "Invalid context payload structure. Expected object with context types as keys and string IDs"
          + " or {id, data} objects as values";

  @Test
  void readsTextsAndObjectsAndSortsTheirKeys() throws JsonProcessingException {
    // Given
    var body = "{'context':{'tenant':{'id':'acme','data':{'a':1},'more':true},'app':'jira'}}";

    // When
    var payload = read(body).orElseThrow();

    // Then
    assertThat(payload.keys()).containsExactly("app:jira", "tenant:acme");
    assertThat(payload.entries())
        .extracting(ContextPayload.Entry::type)
        .containsExactly("tenant", "app");
    assertThat(payload.entries().get(0).data().orElseThrow()).hasToString("{\"a\":1}");
    assertThat(payload.raw().path("tenant").path("more").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'context':null}"})
  void isAbsentWhenMissingOrNull(String body) throws JsonProcessingException {
    // When
    var payload = read(body);

    // Then
    assertThat(payload).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "['tenant']",
        "'tenant'",
        "7",
        "true",
        "{'t':null}",
        "{'t':1}",
        "{'t':''}",
        "{'t':'a.b'}",
        "{'t':'a b'}",
        "{'t':'a:b'}",
        "{'t':'a@b'}",
        "{'t':'a\\n'}",
        "{'t':{}}",
        "{'t':{'id':1}}",
        "{'t':['a']}",
        "{'t':{'id':'a','data':'text'}}",
        "{'t':{'id':'a','data':5}}",
        "{'good':'a','bad':''}"
      })
  void refusesAnyOtherShape(String context) {
    // When
    var reading = "{'context':" + context + "}";

    // Then
    assertThat(refusal(reading)).containsExactly(INVALID);
  }

  @Test
  void takesAnIdOfUpToOneHundredCharacters() throws JsonProcessingException {
    // Given
    var longest = "x".repeat(100);

    // When
    var payload = read("{'context':{'t':'" + longest + "'}}");

    // Then
    assertThat(payload).isPresent();
    assertThat(refusal("{'context':{'t':'" + longest + "x'}}")).containsExactly(INVALID);
  }

  @Test
  void takesUpToFiveTypes() throws JsonProcessingException {
    // Given
    var five = "'a':'1','b':'2','c':'3','d':'4','e':'5'";

    // When
    var payload = read("{'context':{" + five + "}}");

    // Then
    assertThat(payload).isPresent();
    assertThat(refusal("{'context':{" + five + ",'f':'6'}}"))
        .containsExactly("Too many contexts: 6 provided, maximum allowed is 5");
  }

  @Test
  void takesDataOfUpTo64KibibytesOfJson() throws JsonProcessingException {
    // Given
    var data = "{'d':'" + "x".repeat(64 * 1024 - 8) + "'}";
    var tooLarge = "{'d':'" + "x".repeat(65 * 1024 - 8) + "'}";

    // When
    var payload = read("{'context':{'tenant':{'id':'a','data':" + data + "}}}");

    // Then
    assertThat(payload).isPresent();
    assertThat(refusal("{'context':{'tenant':{'id':'a','data':" + tooLarge + "}}}"))
        .containsExactly("Context 'tenant' Data is too large: 65KB exceeds 64KB limit");
  }

  @Test
  void takesNullDataAsNone() throws JsonProcessingException {
    // When
    var payload = read("{'context':{'tenant':{'id':'a','data':null}}}").orElseThrow();

    // Then
    assertThat(payload.entries().get(0).data()).isEmpty();
  }

  private static List<String> refusal(String body) {
    var refused = catchThrowableOfType(ApiException.class, () -> read(body));
    return refused.fieldErrors().values().stream()
        .flatMap(field -> field.messages().stream())
        .toList();
  }

  private static Optional<ContextPayload> read(String body) throws JsonProcessingException {
    var json = (ObjectNode) new ObjectMapper().readTree(body.replace('\'', '"'));
    var fields = Fields.of(new JsonBody(json));
    var payload = ContextPayload.read(fields, "context");
    fields.verify();
    return payload;
  }
}
