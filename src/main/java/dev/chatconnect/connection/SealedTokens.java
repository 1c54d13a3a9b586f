package dev.chatconnect.connection;

import java.util.Optional;
import java.util.function.Supplier;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are decrypted when somebody first asks for them. A list of connections shows none, so
 * it neither pays for the decryption nor fails where the key of one of them is gone.
 */
public final class SealedTokens {

  private final Supplier<TokenSet> opener;
  private final Optional<Sealed> sealed;

  /** Opening twice gives the same, so that two threads may both do it. */
  private volatile @Nullable TokenSet opened;

  /**
   * What the tokens are as long as nobody opened them.
   *
   * @param place where the ciphertext belongs
   */
  private record Sealed(String place, String ciphertext) {}

  private SealedTokens(Optional<Sealed> sealed, Supplier<TokenSet> opener) {
    this.sealed = sealed;
    this.opener = opener;
  }

  SealedTokens(Supplier<TokenSet> opener) {
    this(Optional.empty(), opener);
  }

  /**
   * Tokens as they are stored.
   *
   * @param place to which the ciphertext is bound
   */
  SealedTokens(String place, String ciphertext, Supplier<TokenSet> opener) {
    this(Optional.of(new Sealed(place, ciphertext)), opener);
  }

  /** Tokens that are at hand. */
  static SealedTokens of(TokenSet tokens) {
    return new SealedTokens(() -> tokens);
  }

  /**
   * The tokens.
   *
   * @throws UndecipherableException when the key is unknown or the text was not sealed here
   */
  TokenSet open() {
    var known = opened;
    if (known == null) {
      known = opener.get();
      opened = known;
    }
    return known;
  }

  /**
   * The ciphertext that the tokens have at a place already, so that a write that is about something
   * else can leave them as they are.
   */
  Optional<String> ciphertext(String place) {
    return sealed.filter(known -> known.place().equals(place)).map(Sealed::ciphertext);
  }

  /** Whether the tokens are the same; those that nobody can read are not those of anybody else. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    try {
      return other instanceof SealedTokens that
          && (isSameCiphertext(that) || open().equals(that.open()));
    } catch (UndecipherableException e) {
      return false;
    }
  }

  private boolean isSameCiphertext(SealedTokens other) {
    return sealed.isPresent() && sealed.equals(other.sealed);
  }

  /** The same for all: it must not depend on what may be unreadable. */
  @Override
  public int hashCode() {
    return SealedTokens.class.hashCode();
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "SealedTokens[]";
  }
}
