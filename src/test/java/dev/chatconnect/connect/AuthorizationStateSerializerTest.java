package dev.chatconnect.connect;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.provider.ConnectMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationStateSerializerTest {

  private final ObjectMapper mapper =
      new ObjectMapper()
          .registerModules(new Jdk8Module(), new JavaTimeModule())
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /** Takes the serializer away. */
  @JsonSerialize(using = JsonSerializer.None.class)
  private interface ByReflection {}

  @ParameterizedTest
  @MethodSource("journeys")
  void journeyIsWrittenAsReflectionWouldWriteIt(AuthorizationState journey) throws Exception {
    // Given
    var byReflection =
        mapper
            .copy()
            .addMixIn(AuthorizationState.class, ByReflection.class)
            .writeValueAsString(journey);

    // When
    var written = mapper.writeValueAsString(journey);

    // Then
    assertThat(written).isEqualTo(byReflection);
  }

  @Test
  void recordThatLacksFieldsIsWrittenAsReflectionWouldWriteIt() throws Exception {
    // Given
    var lacking = mapper.readValue("{\"providerId\":\"slack\"}", AuthorizationState.class);
    var byReflection =
        mapper
            .copy()
            .addMixIn(AuthorizationState.class, ByReflection.class)
            .writeValueAsString(lacking);

    // When
    var written = mapper.writeValueAsString(lacking);

    // Then
    assertThat(written).isEqualTo(byReflection);
  }

  @ParameterizedTest
  @MethodSource("journeys")
  void journeyIsReadAsItWasWritten(AuthorizationState journey) throws Exception {
    // Given
    var written = mapper.writeValueAsString(journey);

    // When
    var read = mapper.readValue(written, AuthorizationState.class);

    // Then
    assertThat(read).isEqualTo(journey);
  }

  static Stream<AuthorizationState> journeys() {
    return Stream.of(least(), all());
  }

  private static AuthorizationState least() {
    return new AuthorizationState(
        "env",
        "integration",
        "slack",
        URI.create("https://connect.example.com/callback"),
        ConnectMode.CONNECT,
        Optional.of("ann"),
        Optional.empty(),
        // Read as a null of its own by a mapper that is not that of records.
        Optional.of(JsonNodeFactory.instance.objectNode()),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  private static AuthorizationState all() {
    return new AuthorizationState(
        "env",
        "integration",
        "slack",
        URI.create("https://connect.example.com/callback"),
        ConnectMode.LINK_USER,
        Optional.of("\"ann\" \\ zoë \u2028 \uD83D\uDE00"),
        Optional.of("their-connection"),
        Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("tenant", "acme")
                .set("deep", JsonNodeFactory.instance.arrayNode().add(1.5).addNull())),
        List.of("app:x", "tenant:acme"),
        Optional.of(ConnectionMode.SHARED),
        true,
        Optional.of(URI.create("https://app.example.com/done?a=%20b")),
        Optional.of("https://app.example.com"),
        true,
        Optional.of("verifier"),
        Optional.of("nonce"),
        Instant.parse("2026-01-02T03:04:05.123456789Z"));
  }
}
