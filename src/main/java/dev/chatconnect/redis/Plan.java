package dev.chatconnect.redis;

import java.util.function.Consumer;

/**
 * A write that was decided on after reading: what the record will be, and the operations that make
 * it so, with the conditions under which the reading still holds.
 *
 * @param value the outcome, once the writes are made
 * @param writes adds the operations to a commit
 */
public record Plan<T>(T value, Consumer<Commit> writes) {

  /** A plan that changes nothing. */
  public static <T> Plan<T> nothing(T value) {
    return new Plan<>(value, commit -> {});
  }

  /** The same outcome with more writes in the same commit. */
  public Plan<T> with(Consumer<Commit> more) {
    return new Plan<>(value, writes.andThen(more));
  }

  /** The same writes with another outcome. */
  public <R> Plan<R> as(R other) {
    return new Plan<>(other, writes);
  }
}
