package dev.chatconnect.crypto;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A secret that is decrypted when somebody first asks for it. Who needs only what it belongs to, as
 * a list or a removal does, neither pays for the decryption nor fails where its key is gone.
 */
public final class Sealed<T> {

  private final Optional<Stored> stored;
  private final Supplier<T> opener;

  /** Opening twice gives the same, so that two threads may both do it. */
  private volatile @Nullable T opened;

  /**
   * What the secret is as long as nobody opened it.
   *
   * @param place to which the ciphertext is bound
   */
  private record Stored(String place, String ciphertext) {}

  private Sealed(Optional<Stored> stored, Supplier<T> opener) {
    this.stored = stored;
    this.opener = opener;
  }

  /** A secret that is at hand. */
  public static <T> Sealed<T> of(T secret) {
    return new Sealed<>(Optional.empty(), () -> secret);
  }

  /**
   * A secret as it is stored.
   *
   * @param place to which the ciphertext is bound
   * @param opener decrypts it
   */
  public static <T> Sealed<T> at(String place, String ciphertext, Supplier<T> opener) {
    return new Sealed<>(Optional.of(new Stored(place, ciphertext)), opener);
  }

  /**
   * The secret.
   *
   * @throws UndecipherableException when the key is unknown or the text was not sealed here
   */
  public T open() {
    var known = opened;
    if (known == null) {
      known = opener.get();
      opened = known;
    }
    return known;
  }

  /** The secret; empty when nobody can read it. */
  public Optional<T> tryOpen() {
    try {
      return Optional.of(open());
    } catch (UndecipherableException e) {
      return Optional.empty();
    }
  }

  /**
   * The ciphertext that the secret has at a place already, so that a write that is about something
   * else can leave it as it is.
   */
  public Optional<String> ciphertext(String place) {
    return stored.filter(known -> known.place().equals(place)).map(Stored::ciphertext);
  }

  /** Whether the secret is the same; one that nobody can read is not that of anybody else. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Sealed<?> that && (isSameCiphertext(that) || isSameSecret(that)));
  }

  private boolean isSameCiphertext(Sealed<?> other) {
    return stored.isPresent() && stored.equals(other.stored);
  }

  private boolean isSameSecret(Sealed<?> other) {
    var own = tryOpen();
    return own.isPresent() && own.equals(other.tryOpen());
  }

  /** The same for all: it must not depend on what may be unreadable. */
  @Override
  public int hashCode() {
    return Sealed.class.hashCode();
  }

  /** Without the secret: this text may end in a log. */
  @Override
  public String toString() {
    return "Sealed[]";
  }
}
