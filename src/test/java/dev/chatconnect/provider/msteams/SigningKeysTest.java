package dev.chatconnect.provider.msteams;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.provider.msteams.Cloud.failure;
import static dev.chatconnect.provider.msteams.Cloud.item;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SigningKeysTest {

  private static final String KEYS = "/organizations/discovery/v2.0/keys";
  private static final SigningPair FIRST = new SigningPair();
  private static final SigningPair SECOND = new SigningPair();

  private final Cloud cloud = Cloud.own();
  private final Hands clock = new Hands();
  private final SigningKeys keys =
      new SigningKeys(
          Cloud.clients().open("Microsoft Teams", EntraApi.class, URI.create(cloud.root())), clock);

  @Test
  void fetchesKeysOnceForMany() {
    // Given
    cloud.publishes(FIRST, SECOND);
    item(keys.find(id(FIRST)));

    // When
    var found = item(keys.find(id(SECOND)));

    // Then
    assertThat(found).map(SigningKey::id).contains(id(SECOND));
    assertThat(cloud.keyFetches()).isEqualTo(1);
  }

  @Test
  void fetchesAnewForAKeyThatCameLater() {
    // Given
    cloud.publishes(FIRST);
    item(keys.find(id(FIRST)));
    cloud.publishes(FIRST, SECOND);

    // When
    var found = item(keys.find(id(SECOND)));

    // Then
    assertThat(found).isPresent();
    assertThat(cloud.keyFetches()).isEqualTo(2);
  }

  @Test
  void fetchesRarelyHoweverManyUnknownKeysAreNamed() {
    // Given
    cloud.publishes(FIRST);
    item(keys.find(id(FIRST)));

    // When
    var found = IntStream.range(0, 100).mapToObj(i -> item(keys.find(unknown()))).toList();

    // Then
    assertThat(found).allMatch(java.util.Optional::isEmpty);
    assertThat(cloud.keyFetches()).isEqualTo(2);
    assertThat(item(keys.find(id(FIRST)))).isPresent();
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() {
    // Given
    cloud.publishes(FIRST);
    var asked =
        IntStream.range(0, 100)
            .mapToObj(i -> keys.find(i % 2 == 0 ? unknown() : id(FIRST)))
            .toList();

    // When
    var found = item(Uni.join().all(asked).andFailFast());

    // Then
    assertThat(found).filteredOn(java.util.Optional::isPresent).hasSize(50);
    assertThat(cloud.keyFetches()).isBetween(1, 2);
  }

  @Test
  void fetchesAgainForAnUnknownKeyAfterAWhile() {
    // Given
    cloud.publishes(FIRST);
    item(keys.find(id(FIRST)));
    item(keys.find(unknown()));
    cloud.publishes(FIRST, SECOND);
    clock.advance(SigningKeys.COOL_DOWN);

    // When
    var found = item(keys.find(id(SECOND)));

    // Then
    assertThat(found).isPresent();
    assertThat(cloud.keyFetches()).isEqualTo(3);
  }

  @Test
  void forgetsAKeyThatWasTakenBackWithinADay() {
    // Given
    cloud.publishes(FIRST);
    item(keys.find(id(FIRST)));
    cloud.publishes(SECOND);
    clock.advance(SigningKeys.MAX_AGE);

    // When
    var found = item(keys.find(id(FIRST)));

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void keepsTheKeysThatItHasWhenFetchingFails() {
    // Given
    cloud.publishes(FIRST);
    item(keys.find(id(FIRST)));
    cloud.answers(KEYS, aResponse().withStatus(500));

    // When
    var failure = failure(keys.find(unknown()));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(item(keys.find(id(FIRST)))).isPresent();
  }

  @Test
  void triesAgainAfterTheFirstFetchFailed() {
    // Given
    cloud.answers(KEYS, aResponse().withStatus(500));
    failure(keys.find(id(FIRST)));
    cloud.publishes(FIRST);

    // When
    var found = item(keys.find(id(FIRST)));

    // Then
    assertThat(found).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"RSA\"}]}", "[]"})
  void takesNoKeySetWithoutKeys(String body) {
    // Given
    cloud.answers(KEYS, okJson(body));

    // When
    var failure = failure(keys.find(id(FIRST)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
  }

  @Test
  void skipsWhatIsNoSigningKey() {
    // Given
    var encryption = FIRST.publicJwk(cloud.issuer("{tenantid}"));
    encryption.put("use", "enc");
    cloud.publishes(
        List.of(
            encryption,
            Map.of("kty", "oct", "kid", "secret", "k", "AAAA"),
            Map.of("kty", "RSA", "kid", "broken", "n", "*", "e", 3),
            SECOND.publicJwk(cloud.issuer("{tenantid}"))));

    // When
    var found = item(keys.find(id(SECOND)));

    // Then
    assertThat(found).isPresent();
    assertThat(item(keys.find(id(FIRST)))).isEmpty();
    assertThat(item(keys.find("secret"))).isEmpty();
    assertThat(item(keys.find("broken"))).isEmpty();
  }

  private static String id(SigningPair pair) {
    return String.valueOf(pair.publicJwk("").get("kid"));
  }

  private static String unknown() {
    return UUID.randomUUID().toString();
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
