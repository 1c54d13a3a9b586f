package dev.chatconnect.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which page of a list is asked for.
 *
 * @param limit number of items, 1 to 100
 * @param after cursor: the page that follows it
 * @param before cursor: the page that precedes it; never together with {@code after}
 * @param ascending oldest first, instead of newest first
 * @param includeCursor whether the page starts with the cursor's own item
 * @param counted whether the page needs its total; without, it may be less than there is
 */
public record PageRequest(
    int limit,
    Optional<String> after,
    Optional<String> before,
    boolean ascending,
    boolean includeCursor,
    boolean counted) {

  private static final Pattern SCORE = Pattern.compile("[1-9][0-9]{0,15}");
  private static final Pattern ENTRY = Pattern.compile("[1-9][0-9]{0,15}-[0-9]{1,19}");

  /** The first page, with whatever total is known without counting. */
  public static PageRequest first(int limit, boolean ascending) {
    return new PageRequest(limit, Optional.empty(), Optional.empty(), ascending, false, false);
  }

  /** The page that follows a cursor, in the same order. */
  public PageRequest following(String cursor) {
    return new PageRequest(limit, Optional.of(cursor), Optional.empty(), ascending, false, counted);
  }

  /** The same page, whose total nobody reads. */
  public PageRequest uncounted() {
    return new PageRequest(limit, after, before, ascending, includeCursor, false);
  }

  /** Encodes a place in the order of creation as an opaque cursor. */
  public static String cursor(String score) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(score.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether a cursor was made by {@link #cursor(String)}. */
  public static boolean isCursor(String cursor) {
    return score(cursor).isPresent();
  }

  /** What {@link #cursor(String)} encoded; empty when it was not made by it. */
  public static Optional<String> score(String cursor) {
    return place(cursor, SCORE);
  }

  /** The id of a stream's entry that {@link #cursor(String)} encoded; empty for anything else. */
  public static Optional<String> entry(String cursor) {
    return place(cursor, ENTRY);
  }

  private static Optional<String> place(String cursor, Pattern form) {
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return form.matcher(place).matches() ? Optional.of(place) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
