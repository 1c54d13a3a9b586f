package dev.chatconnect.idempotency;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {

  private final Fingerprint fingerprint = new Fingerprint(new ObjectMapper());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":{\"c\":2,\"d\":3}} | { \"b\" : {\"d\":3, \"c\":2}, \"a\": 1 }",
        "[1,2] | [ 1, 2 ]",
        "'' | ''",
        "no json | no json",
      })
  void sameRequestsHaveOne(String one, String other) {
    // When / Then
    assertThat(of(one)).isEqualTo(of(other)).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | {\"a\":2}",
        "{\"a\":1} | {\"a\":\"1\"}",
        "{\"a\":1} | {\"a\":1,\"b\":null}",
        "[1,2] | [2,1]",
        "'' | {}",
        "no json | no  json",
      })
  void othersHaveAnother(String one, String other) {
    // When / Then
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  private String of(String body) {
    return fingerprint.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
