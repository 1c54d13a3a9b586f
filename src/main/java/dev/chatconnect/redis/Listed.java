package dev.chatconnect.redis;

import java.util.Optional;

import dev.chatconnect.paging.Page;

/**
 * One of the records of a page.
 *
 * @param record empty when nobody can read it
 */
public record Listed<T>(String identifier, Optional<T> record) {

  /** The same page without what nobody can read. */
  public static <T> Page<T> readable(Page<Listed<T>> page) {
    return page.withItems(page.items().stream().flatMap(one -> one.record().stream()).toList());
  }

  /** Without the record: this text may end in a log. */
  @Override
  public String toString() {
    return "Listed[" + identifier + "]";
  }
}
