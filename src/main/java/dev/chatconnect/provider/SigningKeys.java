package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.chatconnect.async.CallerContext;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider's signing keys, kept for a day. A key that is not among them makes them be
 * fetched anew, since keys roll at any time; but rarely, since whoever sends a token names its key.
 */
public final class SigningKeys {

  static final Duration COOL_DOWN = Duration.ofMinutes(1);
  static final Duration MAX_AGE = Duration.ofHours(24);

  /** No provider at hand has more than about ten. */
  private static final int MAX_KEYS = 100;

  /** Stands for no fetch under way. */
  private static final Uni<Loaded> IDLE = Uni.createFrom().nothing();

  private final Supplier<Uni<Loaded>> source;
  private final Clock clock;
  // Only touched under this object's lock, which is never held while anything is waited for.
  private Loaded loaded = new Loaded(Map.of(), Instant.MIN);
  private Instant nextRefetch = Instant.MIN;
  private Uni<Loaded> underWay = IDLE;

  private <A> SigningKeys(
      ProviderCalls<A> provider, Function<A, Uni<RestResponse<String>>> keySet, Clock clock) {
    this.source = () -> provider.call("signing_keys", keySet, this::read);
    this.clock = clock;
  }

  /**
   * Keys that are fetched when they are first needed.
   *
   * @param keySet the call that answers the JWK set (RFC 7517 §5)
   */
  public static <A> SigningKeys of(
      ProviderCalls<A> provider, Function<A, Uni<RestResponse<String>>> keySet, Clock clock) {
    return new SigningKeys(provider, keySet, clock);
  }

  /**
   * The key of this name.
   *
   * @return empty when the provider has none, or a {@link ProviderException}
   */
  Uni<Optional<SigningKey>> find(String id) {
    return Uni.createFrom().deferred(() -> lookUp(id));
  }

  private synchronized Uni<Optional<SigningKey>> lookUp(String id) {
    var now = clock.instant();
    var known = loaded.find(id);
    if (loaded.isFresh(now)) {
      var mayRefetch = underWay != IDLE || !now.isBefore(nextRefetch);
      if (known.isPresent() || !mayRefetch) {
        return Uni.createFrom().item(known);
      }
      if (underWay == IDLE) {
        nextRefetch = now.plus(COOL_DOWN);
      }
    }
    return fetch().map(fetched -> fetched.find(id));
  }

  /** Fetches the keys; callers that come meanwhile wait for the same answer. */
  private Uni<Loaded> fetch() {
    if (underWay == IDLE) {
      underWay = CallerContext.shared(source.get().onItemOrFailure().invoke(this::fetched));
    }
    return underWay;
  }

  private synchronized void fetched(@Nullable Loaded fetched, @Nullable Throwable failure) {
    if (fetched != null) {
      loaded = fetched;
    }
    underWay = IDLE;
  }

  private Loaded read(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      throw answer.senseless("http_" + answer.status());
    }
    var keys =
        answer.json(KeySet.class).keys().orElse(List.of()).stream()
            .limit(MAX_KEYS)
            .flatMap(jwk -> SigningKey.read(jwk).stream())
            .collect(Collectors.toUnmodifiableMap(SigningKey::id, key -> key, (one, two) -> one));
    if (keys.isEmpty()) {
      throw answer.senseless("no_keys");
    }
    Log.infof("event=signing_keys_loaded provider=%s count=%d", answer.provider(), keys.size());
    return new Loaded(keys, clock.instant());
  }

  private record Loaded(Map<String, SigningKey> keys, Instant at) {

    boolean isFresh(Instant now) {
      return !keys.isEmpty() && now.isBefore(at.plus(MAX_AGE));
    }

    Optional<SigningKey> find(String id) {
      return Optional.ofNullable(keys.get(id));
    }
  }

  /** A JWK set (RFC 7517 §5). */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeySet(Optional<List<Map<String, Object>>> keys) {}
}
