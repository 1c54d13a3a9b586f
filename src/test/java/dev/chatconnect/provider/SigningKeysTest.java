package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SigningKeysTest {

  private static final String KEYS = "/keys";
  private static final SigningPair FIRST = new SigningPair();
  private static final SigningPair SECOND = new SigningPair();

  private final OwnHost host = OwnHost.create();
  private final Hands clock = new Hands();
  private final SigningKeys keys =
      SigningKeys.of(
          Trials.clients(Outbound.STEADY).open("example", "Example", KeySetApi.class, host.uri()),
          KeySetApi::keys,
          clock);

  @Test
  void fetchesKeysOnceForMany() {
    // Given
    host.publishes(KEYS, FIRST, SECOND);
    item(keys.find(FIRST.id()));

    // When
    var found = item(keys.find(SECOND.id()));

    // Then
    assertThat(found).map(SigningKey::id).contains(SECOND.id());
    assertThat(host.gets(KEYS)).isEqualTo(1);
  }

  @Test
  void fetchesAnewForAKeyThatCameLater() {
    // Given
    host.publishes(KEYS, FIRST);
    item(keys.find(FIRST.id()));
    host.publishes(KEYS, FIRST, SECOND);

    // When
    var found = item(keys.find(SECOND.id()));

    // Then
    assertThat(found).isPresent();
    assertThat(host.gets(KEYS)).isEqualTo(2);
  }

  @Test
  void fetchesRarelyHoweverManyUnknownKeysAreNamed() {
    // Given
    host.publishes(KEYS, FIRST);
    item(keys.find(FIRST.id()));

    // When
    var found = IntStream.range(0, 100).mapToObj(i -> item(keys.find(unknown()))).toList();

    // Then
    assertThat(found).allMatch(java.util.Optional::isEmpty);
    assertThat(host.gets(KEYS)).isEqualTo(2);
    assertThat(item(keys.find(FIRST.id()))).isPresent();
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() {
    // Given
    host.publishes(KEYS, FIRST);
    var asked =
        IntStream.range(0, 100)
            .mapToObj(i -> keys.find(i % 2 == 0 ? unknown() : FIRST.id()))
            .toList();

    // When
    var found = item(Uni.join().all(asked).andFailFast());

    // Then
    assertThat(found).filteredOn(java.util.Optional::isPresent).hasSize(50);
    assertThat(host.gets(KEYS)).isBetween(1, 2);
  }

  @Test
  void fetchesAgainForAnUnknownKeyAfterAWhile() {
    // Given
    host.publishes(KEYS, FIRST);
    item(keys.find(FIRST.id()));
    item(keys.find(unknown()));
    host.publishes(KEYS, FIRST, SECOND);
    clock.advance(SigningKeys.COOL_DOWN);

    // When
    var found = item(keys.find(SECOND.id()));

    // Then
    assertThat(found).isPresent();
    assertThat(host.gets(KEYS)).isEqualTo(3);
  }

  @Test
  void forgetsAKeyThatWasTakenBackWithinADay() {
    // Given
    host.publishes(KEYS, FIRST);
    item(keys.find(FIRST.id()));
    host.publishes(KEYS, SECOND);
    clock.advance(SigningKeys.MAX_AGE);

    // When
    var found = item(keys.find(FIRST.id()));

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void keepsTheKeysThatItHasWhenFetchingFails() {
    // Given
    host.publishes(KEYS, FIRST);
    item(keys.find(FIRST.id()));
    host.answers(KEYS, aResponse().withStatus(500));

    // When
    var failure = failure(keys.find(unknown()));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(item(keys.find(FIRST.id()))).isPresent();
  }

  @Test
  void triesAgainAfterTheFirstFetchFailed() {
    // Given
    host.answers(KEYS, aResponse().withStatus(500));
    failure(keys.find(FIRST.id()));
    host.publishes(KEYS, FIRST);

    // When
    var found = item(keys.find(FIRST.id()));

    // Then
    assertThat(found).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"RSA\"}]}", "[]"})
  void takesNoKeySetWithoutKeys(String body) {
    // Given
    host.answers(KEYS, okJson(body));

    // When
    var failure = failure(keys.find(FIRST.id()));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
  }

  @Test
  void skipsWhatIsNoSigningKey() {
    // Given
    var encryption = FIRST.publicJwk();
    encryption.put("use", "enc");
    host.publishes(
        KEYS,
        List.of(
            encryption,
            Map.of("kty", "oct", "kid", "secret", "k", "AAAA"),
            Map.of("kty", "RSA", "kid", "broken", "n", "*", "e", 3),
            SECOND.publicJwk()));

    // When
    var found = item(keys.find(SECOND.id()));

    // Then
    assertThat(found).isPresent();
    assertThat(item(keys.find(FIRST.id()))).isEmpty();
    assertThat(item(keys.find("secret"))).isEmpty();
    assertThat(item(keys.find("broken"))).isEmpty();
  }

  @Test
  void readsAHundredKeysAndNoMore() {
    // Given
    var published = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 99; i++) {
      published.add(Map.of("kty", "oct", "kid", "secret-" + i, "k", "AAAA"));
    }
    published.add(FIRST.publicJwk());
    published.add(SECOND.publicJwk());
    host.publishes(KEYS, published);

    // When
    var hundredth = item(keys.find(FIRST.id()));
    var next = item(keys.find(SECOND.id()));

    // Then
    assertThat(hundredth).isPresent();
    assertThat(next).isEmpty();
  }

  private static String unknown() {
    return UUID.randomUUID().toString();
  }

  /** What answers a key set. */
  @Path("/keys")
  interface KeySetApi {

    @GET
    Uni<RestResponse<String>> keys();
  }

  /** A clock that the test moves. */
  private static final class Hands extends Clock {

    private Instant now = Instant.parse("2026-03-04T05:06:07Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
