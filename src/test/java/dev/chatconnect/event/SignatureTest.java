package dev.chatconnect.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;

import com.standardwebhooks.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the service signs with, and what its documentation tells receivers to verify with, against
 * the vector of the Standard Webhooks libraries' own tests.
 */
class SignatureTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1614265330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsLikeTheVector() throws Exception {
    // When
    var signature = new Webhook(SECRET).sign(ID, TIMESTAMP, BODY);

    // Then
    assertThat(signature).isEqualTo(SIGNATURE);
  }

  @Test
  void verifiesTheVectorAmongOtherSignatures() throws Exception {
    // When
    var genuine = verify(SECRET, ID, BODY, "v1,AAAA " + SIGNATURE + " v1a,BBBB", TIMESTAMP + 299);

    // Then
    assertThat(genuine).isTrue();
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        arguments("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", ID, BODY, SIGNATURE, TIMESTAMP),
        arguments(SECRET, "msg_other", BODY, SIGNATURE, TIMESTAMP),
        arguments(SECRET, ID, BODY + " ", SIGNATURE, TIMESTAMP),
        arguments(SECRET, ID, BODY, SIGNATURE.substring(0, 20), TIMESTAMP),
        arguments(SECRET, ID, BODY, SIGNATURE, TIMESTAMP + 301),
        arguments(SECRET, ID, BODY, SIGNATURE, TIMESTAMP - 301));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void refusesForgeriesAndReplays(String secret, String id, String body, String signature, long now)
      throws Exception {
    // When
    var genuine = verify(secret, id, body, signature, now);

    // Then
    assertThat(genuine).isFalse();
  }

  private static boolean verify(String secret, String id, String body, String signatures, long now)
      throws Exception {
    return Verification.isGenuine(
        secret,
        id,
        Long.toString(TIMESTAMP),
        signatures,
        body.getBytes(StandardCharsets.UTF_8),
        Instant.ofEpochSecond(now));
  }
}
