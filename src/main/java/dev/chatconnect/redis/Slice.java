package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.vertx.redis.client.Response;

/**
 * What the page script found, in the order of the walk.
 *
 * @param entries at most a page
 * @param more whether there is or may be more behind them
 * @param resume where the walk gave up, when it did before the page was full
 * @param total matches regardless of the cursor
 * @param totalCapped whether there may be more than {@code total}
 */
record Slice(
    List<Entry> entries, boolean more, Optional<String> resume, long total, boolean totalCapped) {

  Slice {
    entries = List.copyOf(entries);
  }

  /** A member of a sorted set. */
  record Entry(String member, String score) {}

  static Slice of(Response answer) {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < answer.get(0).size(); i++) {
      entries.add(new Entry(answer.get(0).get(i).toString(), answer.get(1).get(i).toString()));
    }
    return new Slice(
        entries,
        answer.get(2).toInteger() == 1,
        Optional.of(answer.get(3).toString()).filter(score -> !score.isEmpty()),
        answer.get(4).toLong(),
        answer.get(5).toInteger() == 1);
  }

  /** This slice and the one that follows it. */
  Slice then(Slice next) {
    var both = new ArrayList<>(entries);
    both.addAll(next.entries);
    return new Slice(both, next.more, next.resume, next.total, next.totalCapped);
  }

  /** The same with so many more matches. */
  Slice plus(long matches, boolean capped) {
    return new Slice(entries, more, resume, total + matches, capped);
  }

  /**
   * One slice out of several that have no member in common. Nothing behind the place where one of
   * the walks ended early, because it gave up or its page was full, is in it: that walk may have
   * more to find before.
   */
  static Slice merged(List<Slice> slices, int limit, boolean ascending) {
    if (slices.size() == 1) {
      return slices.get(0);
    }
    var walk =
        ascending ? Comparator.<Long>naturalOrder() : Comparator.<Long>naturalOrder().reversed();
    var resume =
        slices.stream()
            .flatMap(slice -> slice.horizon().stream())
            .min(Comparator.comparing(Slice::number, walk));
    var known =
        slices.stream()
            .flatMap(slice -> slice.entries().stream())
            .filter(
                entry ->
                    resume.isEmpty()
                        || walk.compare(number(entry.score()), number(resume.get())) <= 0)
            .sorted(Comparator.comparing(entry -> number(entry.score()), walk))
            .toList();
    var full = known.size() > limit;
    return new Slice(
        full ? known.subList(0, limit) : known,
        full || slices.stream().anyMatch(Slice::more),
        full ? Optional.empty() : resume,
        slices.stream().mapToLong(Slice::total).sum(),
        slices.stream().anyMatch(Slice::totalCapped));
  }

  /** The last place up to which all is known; empty when that is the end. */
  private Optional<String> horizon() {
    return more && resume.isEmpty() && !entries.isEmpty()
        ? Optional.of(entries.get(entries.size() - 1).score())
        : resume;
  }

  /** Scores are numbers in the order of creation, told without an exponent. */
  private static long number(String score) {
    return Long.parseLong(score);
  }
}
