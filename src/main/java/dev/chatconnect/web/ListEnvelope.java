package dev.chatconnect.web;

import java.util.List;
import java.util.function.Function;

import dev.chatconnect.paging.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a paged list.
 *
 * @param data the page's items
 * @param next cursor of the following page; {@code null} on the last
 * @param previous cursor of the preceding page; {@code null} on the first
 * @param totalCount matches regardless of the cursor, at most 50,000
 * @param totalCountCapped whether there may be more
 */
@Schema(requiredProperties = {"data", "next", "previous", "totalCount", "totalCountCapped"})
public record ListEnvelope<T>(
    List<T> data,
    @Schema(nullable = true, description = "Cursor of the following page; null on the last.")
        @Nullable String next,
    @Schema(nullable = true, description = "Cursor of the preceding page; null on the first.")
        @Nullable String previous,
    @Schema(description = "Matches regardless of the cursor, at most 50,000.") long totalCount,
    @Schema(description = "Whether there may be more.") boolean totalCountCapped) {

  /** The envelope of a page, with each item in its outward form. */
  public static <S, T> ListEnvelope<T> of(Page<S> page, Function<? super S, ? extends T> view) {
    return new ListEnvelope<>(
        page.items().stream().<T>map(view).toList(),
        page.next().orElse(null),
        page.previous().orElse(null),
        page.totalCount(),
        page.totalCountCapped());
  }
}
