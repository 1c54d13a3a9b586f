package dev.chatconnect.inbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.fuzz.Hostile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any session token: of one line as it is, of two lines a header and claims signed with a key of
 * the ring, as nobody but the service can.
 */
class SessionTokenFuzzTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String RING =
      "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"%s\"}]}"
          .formatted(part(SECRET.getBytes(StandardCharsets.US_ASCII)));

  private final Environments environments = Tenants.of("default", "key");
  private final SessionTokens tokens =
      new SessionTokens(
          SessionKeyRing.parse(RING),
          environments,
          new Lasting(Duration.ofHours(24)),
          Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC),
          () -> URI.create("http://localhost:8080"));

  private record Lasting(Duration lifetime) implements InboxSettings, InboxSettings.Token {

    @Override
    public Token token() {
      return this;
    }

    @Override
    public Set<String> endpointTypes() {
      return Set.of();
    }

    @Override
    public int maxConnections() {
      return 100;
    }

    @Override
    public int maxEndpoints() {
      return 1;
    }

    @Override
    public Optional<String> keys() {
      return Optional.empty();
    }
  }

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void anyTokenIsASessionOrNothing(byte[] input) {
    // Given
    var lines = Hostile.lines(input, 2);
    var forged = lines[1].isEmpty();
    var token = forged ? lines[0] : signed(lines[0], ofTenant(lines[1].stripTrailing()));

    // When
    var session = tokens.read(token);

    // Then
    if (forged) {
      assertThat(session).isEmpty();
    }
    session.ifPresent(
        found -> {
          assertThat(found.environment()).isIn(List.of(Tenants.withKey(environments, "key")));
          assertThat(found.subscriberId()).isNotNull();
        });
  }

  /** Seeds cannot know the ids. */
  private String ofTenant(String claims) {
    var tenant = Tenants.withKey(environments, "key");
    return claims
        .replace("ENVIRONMENT", tenant.id())
        .replace("ORGANIZATION", tenant.organizationId());
  }

  private static String signed(String header, String claims) {
    var input =
        part(header.getBytes(StandardCharsets.UTF_8))
            + '.'
            + part(claims.getBytes(StandardCharsets.UTF_8));
    return input + '.' + part(Hmac.sha256(SECRET, input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String part(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
