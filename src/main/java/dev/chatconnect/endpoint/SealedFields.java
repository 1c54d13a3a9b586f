package dev.chatconnect.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.chatconnect.crypto.UndecipherableException;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an endpoint that are decrypted when somebody first asks for them. Who needs only whose
 * the endpoint is, as for its removal, neither pays for the decryption nor fails where its key is
 * gone.
 */
public final class SealedFields {

  private final Supplier<Map<String, Object>> opener;

  /** Opening twice gives the same, so that two threads may both do it. */
  private volatile @Nullable Map<String, Object> opened;

  SealedFields(Supplier<Map<String, Object>> opener) {
    this.opener = opener;
  }

  /** Fields that are at hand. */
  static SealedFields of(Map<String, Object> fields) {
    var own = new LinkedHashMap<>(fields);
    return new SealedFields(() -> own);
  }

  /**
   * The fields, in the order in which the creator sent them.
   *
   * @throws UndecipherableException when the key is unknown or the text was not sealed here
   */
  Map<String, Object> open() {
    var known = opened;
    if (known == null) {
      // Not Map.copyOf, which would lose the order.
      known = Collections.unmodifiableMap(opener.get());
      opened = known;
    }
    return known;
  }

  /** The fields; empty when nobody can read them. */
  public Optional<Map<String, Object>> tryOpen() {
    try {
      return Optional.of(open());
    } catch (UndecipherableException e) {
      return Optional.empty();
    }
  }

  /** Whether the fields are the same; those that nobody can read are not those of anybody else. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    var own = tryOpen();
    return own.isPresent() && other instanceof SealedFields that && own.equals(that.tryOpen());
  }

  /** The same for all: it must not depend on what may be unreadable. */
  @Override
  public int hashCode() {
    return SealedFields.class.hashCode();
  }

  /** Without the fields: this text may end in a log. */
  @Override
  public String toString() {
    return "SealedFields[]";
  }
}
