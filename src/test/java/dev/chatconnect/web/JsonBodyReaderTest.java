package dev.chatconnect.web;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bodies around the sizes at which reading goes another way, however they arrive. */
class JsonBodyReaderTest {

  private static final String FRAME = "{\"a\":\"\"}";

  private final JsonBodyReader reader = new JsonBodyReader(new ObjectMapper());

  /** How a body arrives. */
  enum Arrival {
    IN_MEMORY(body -> body),
    AT_ONCE(body -> new FilterInputStream(body) {}),
    BYTE_BY_BYTE(
        body ->
            new FilterInputStream(body) {
              @Override
              public int read(byte[] into, int from, int most) throws IOException {
                return super.read(into, from, Math.min(1, most));
              }
            });

    private final UnaryOperator<InputStream> stream;

    Arrival(UnaryOperator<InputStream> stream) {
      this.stream = stream;
    }

    private InputStream of(byte[] body) {
      return stream.apply(new ByteArrayInputStream(body));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IN_MEMORY, 1023", "AT_ONCE, 1023", "BYTE_BY_BYTE, 1023",
    "IN_MEMORY, 1024", "AT_ONCE, 1024", "BYTE_BY_BYTE, 1024",
    "IN_MEMORY, 1025", "AT_ONCE, 1025", "BYTE_BY_BYTE, 1025",
    "IN_MEMORY, 102400", "AT_ONCE, 102400", "BYTE_BY_BYTE, 102400",
  })
  void aBodyIsReadWhole(Arrival arrival, int bytes) throws IOException {
    // Given
    var body = body(bytes);

    // When
    var read = read(arrival, body);

    // Then
    assertThat(read.json().toString()).isEqualTo(new String(body, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "IN_MEMORY, 1022", "AT_ONCE, 1022", "BYTE_BY_BYTE, 1022",
    "IN_MEMORY, 1023", "AT_ONCE, 1023", "BYTE_BY_BYTE, 1023",
    "IN_MEMORY, 1024", "AT_ONCE, 1024", "BYTE_BY_BYTE, 1024",
    "IN_MEMORY, 102399", "AT_ONCE, 102399", "BYTE_BY_BYTE, 102399",
  })
  void aByteAfterTheBodyIsRefused(Arrival arrival, int bytes) {
    // Given
    var body = Arrays.copyOf(body(bytes), bytes + 1);
    body[bytes] = '1';

    // When / Then
    assertThatThrownBy(() -> read(arrival, body)).isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @EnumSource
  void oneByteMoreThanTheMostIsTooMuch(Arrival arrival) {
    // Given
    var body = body(JsonBody.MAX_BYTES + 1);

    // When / Then
    assertThatThrownBy(() -> read(arrival, body))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
  }

  private static byte[] body(int bytes) {
    var text = "x".repeat(bytes - FRAME.length());
    return FRAME.replace("\"\"}", '"' + text + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private JsonBody read(Arrival arrival, byte[] body) throws IOException {
    return reader.readFrom(
        JsonBody.class,
        JsonBody.class,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        arrival.of(body));
  }
}
