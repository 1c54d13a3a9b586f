package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks over every list of every shape: entries that do not match, several walks that make one,
 * pages and budgets of any size. The walks are those that the page script promises.
 */
class PagingPropertiesTest {

  private static final int NO_MATCH = 0;

  @Property
  void everyMatchIsOnOnePageInItsOrder(
      @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> entries,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @IntRange(min = 1, max = 9) int budget,
      @ForAll boolean ascending) {
    // Given
    var list = new Entries(entries, budget);

    // When
    var walked = list.walk(limit, ascending);

    // Then
    assertThat(walked.stream().flatMap(page -> page.items().stream()).toList())
        .isEqualTo(list.matches(ascending));
    assertThat(walked).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(limit));
  }

  @Property
  void theWayBackFindsTheSame(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> entries,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @IntRange(min = 1, max = 9) int budget,
      @ForAll boolean ascending) {
    // Given
    var list = new Entries(entries, budget);
    var end = PageRequest.cursor(ascending ? Long.toString(entries.size() + 1L) : "1");

    // When
    var found = list.walkBack(end, limit, ascending);

    // Then
    var expected = new ArrayList<>(list.matches(ascending));
    if (!ascending) {
      // The cursor is the place of the first entry, which it leaves out itself.
      expected.removeIf("1"::equals);
    }
    assertThat(found).isEqualTo(expected);
  }

  /**
   * A list in the order of creation.
   *
   * @param kinds of each entry, which is found by the walk of its kind; none of {@link #NO_MATCH}
   * @param budget entries that a walk looks at before it gives up
   */
  private record Entries(List<Integer> kinds, int budget) {

    List<String> matches(boolean ascending) {
      var all =
          new ArrayList<>(
              IntStream.range(0, kinds.size())
                  .filter(i -> kinds.get(i) != NO_MATCH)
                  .mapToObj(i -> Integer.toString(i + 1))
                  .toList());
      if (!ascending) {
        Collections.reverse(all);
      }
      return all;
    }

    List<Page<String>> walk(int limit, boolean ascending) {
      var pages = new ArrayList<Page<String>>();
      var cursor = Optional.<String>empty();
      do {
        var page = page(new PageRequest(limit, cursor, Optional.empty(), ascending, false, true));
        pages.add(page);
        cursor = page.next();
      } while (cursor.isPresent() && pages.size() < 1000);
      assertThat(cursor).as("the walk ends").isEmpty();
      return pages;
    }

    List<String> walkBack(String end, int limit, boolean ascending) {
      var found = new ArrayList<String>();
      var cursor = Optional.of(end);
      for (var i = 0; i < 1000 && cursor.isPresent(); i++) {
        var page = page(new PageRequest(limit, Optional.empty(), cursor, ascending, false, true));
        found.addAll(0, page.items());
        cursor = page.previous();
      }
      assertThat(cursor).as("the walk ends").isEmpty();
      return found;
    }

    private Page<String> page(PageRequest request) {
      var backwards = request.before().isPresent();
      var up = request.ascending() != backwards;
      var cursor = request.after().or(request::before).flatMap(PageRequest::score);
      var slices =
          IntStream.rangeClosed(1, 3)
              .mapToObj(kind -> slice(kind, cursor.map(Integer::parseInt), request.limit(), up))
              .toList();
      return Pager.page(Slice.merged(slices, request.limit(), up), backwards, cursor.isPresent());
    }

    /** The walk for one kind, over the entries of that kind and those that match nothing. */
    private Slice slice(int kind, Optional<Integer> from, int limit, boolean up) {
      var entries = new ArrayList<Slice.Entry>();
      var seen = 0;
      var start = from.map(at -> up ? at + 1 : at - 1).orElse(up ? 1 : kinds.size());
      for (var at = start; at >= 1 && at <= kinds.size(); at += up ? 1 : -1) {
        var found = kinds.get(at - 1);
        if (found != kind && found != NO_MATCH) {
          continue;
        }
        seen++;
        if (found == kind) {
          if (entries.size() == limit) {
            return new Slice(entries, true, Optional.empty(), 0, false);
          }
          entries.add(new Slice.Entry(Integer.toString(at), Integer.toString(at)));
        }
        if (seen >= budget) {
          return new Slice(entries, true, Optional.of(Integer.toString(at)), 0, false);
        }
      }
      return new Slice(entries, false, Optional.empty(), 0, false);
    }
  }
}
