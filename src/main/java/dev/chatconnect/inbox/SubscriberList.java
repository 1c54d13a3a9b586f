package dev.chatconnect.inbox;

import java.util.List;
import java.util.function.Function;

import dev.chatconnect.paging.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A paged list as the subscriber's side has it: without totals.
 *
 * @param data the page's items
 * @param next cursor of the following page; {@code null} on the last
 * @param previous cursor of the preceding page; {@code null} on the first
 */
@Schema(requiredProperties = {"data", "next", "previous"})
public record SubscriberList<T>(
    List<T> data,
    @Schema(nullable = true, description = "Cursor of the following page; null on the last.")
        @Nullable String next,
    @Schema(nullable = true, description = "Cursor of the preceding page; null on the first.")
        @Nullable String previous) {

  static <S, T> SubscriberList<T> of(Page<S> page, Function<? super S, ? extends T> view) {
    return new SubscriberList<>(
        page.items().stream().<T>map(view).toList(),
        page.next().orElse(null),
        page.previous().orElse(null));
  }
}
