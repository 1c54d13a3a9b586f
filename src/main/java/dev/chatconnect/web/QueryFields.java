package dev.chatconnect.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.paging.PageRequest;

/**
 * Reads query parameters and collects one message per broken rule. A parameter that is no list may
 * be given once.
 */
public final class QueryFields {

  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  /** As clients may write one, {@code 10.0} and {@code 1e1} too; no more than is cheap to read. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]{1,20}(\\.[0-9]{0,20})?|\\.[0-9]{1,20})([eE][+-]?[0-9]{1,3})?");

  private static final List<String> SORTABLE = List.of("createdAt", "_id");

  private final MultivaluedMap<String, String> parameters;
  private final List<String> messages = new ArrayList<>();

  private QueryFields(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  public static QueryFields of(UriInfo uri) {
    return new QueryFields(uri.getQueryParameters());
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 with all messages, when a rule was broken
   */
  public void verify() {
    if (!messages.isEmpty()) {
      throw ApiException.validation(messages);
    }
  }

  public Optional<String> string(String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1 || isGivenAsList(name)) {
      messages.add(name + " must be a string");
    }
    return values.stream().findFirst();
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> bool(String name) {
    var value = string(name);
    if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
      messages.add(name + " must be a boolean value");
    }
    return value.map("true"::equals);
  }

  /** A parameter that may repeat, also as {@code name[]} or {@code name[0]}; empty when absent. */
  public Optional<List<String>> strings(String name) {
    var values = new ArrayList<String>();
    parameters.forEach(
        (key, found) -> {
          if (key.equals(name) || isElementOf(name, key)) {
            values.addAll(found);
          }
        });
    var given = !values.isEmpty();
    values.removeIf(String::isEmpty);
    return given ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  public <E extends Enum<E> & WireEnum> Optional<E> oneOf(String name, Class<E> type) {
    return oneOf(name, Arrays.stream(type.getEnumConstants()).map(WireEnum::wire).toList())
        .flatMap(found -> WireEnum.find(type, found));
  }

  /** One of several values. */
  public Optional<String> oneOf(String name, List<String> values) {
    var value = string(name);
    var found = value.filter(values::contains);
    if (value.isPresent() && found.isEmpty()) {
      messages.add(name + " must be one of the following values: " + String.join(", ", values));
    }
    return found;
  }

  /**
   * The paging parameters: {@code limit}, {@code after}, {@code before}, {@code orderDirection},
   * {@code orderBy}, {@code includeCursor}.
   *
   * @param command name of the use case, for the text about a negative limit
   */
  public PageRequest page(String command) {
    return page(command, PageRequest::isCursor);
  }

  /**
   * The same for a list with cursors of its own.
   *
   * @param isCursor whether a text is a cursor of the list
   */
  public PageRequest page(String command, Predicate<String> isCursor) {
    var limit = limit();
    var after = cursor("after", isCursor);
    var before = cursor("before", isCursor);
    var ascending = ascending();
    var orderBy = string("orderBy").filter(name -> !name.isEmpty());
    if (orderBy.isPresent() && !SORTABLE.contains(orderBy.get())) {
      messages.add("orderBy must be one of the following values: " + String.join(", ", SORTABLE));
    }
    var includeCursor = string("includeCursor").filter("true"::equals).isPresent();
    verify();
    if (limit < 0) {
      throw ApiException.command(command, "limit", List.of("limit must not be less than 1"), limit);
    }
    if (after.isPresent() && before.isPresent()) {
      throw ErrorCode.BOTH_CURSORS.with();
    }
    return new PageRequest(limit, after, before, ascending, includeCursor, true);
  }

  private int limit() {
    var text = string("limit").filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    var number = text.map(String::strip).filter(NUMBER.asMatchPredicate()).map(BigDecimal::new);
    // The reference API tells the same of what is no number at all.
    if (number.isEmpty() || number.get().compareTo(BigDecimal.valueOf(MAX_LIMIT)) > 0) {
      messages.add("limit must not be greater than " + MAX_LIMIT);
      return DEFAULT_LIMIT;
    }
    if (number.get().stripTrailingZeros().scale() > 0) {
      messages.add("limit must be an integer number");
      return DEFAULT_LIMIT;
    }
    var value = number.get().max(BigDecimal.valueOf(Integer.MIN_VALUE)).intValue();
    return value == 0 ? DEFAULT_LIMIT : value;
  }

  private Optional<String> cursor(String name, Predicate<String> isCursor) {
    var cursor = string(name).filter(value -> !value.isEmpty());
    if (cursor.isPresent() && !isCursor.test(cursor.get())) {
      messages.add(name + " must be a cursor of this list");
    }
    return cursor;
  }

  private boolean ascending() {
    var direction = string("orderDirection").map(value -> value.toUpperCase(Locale.ROOT));
    if (direction.isPresent() && !List.of("ASC", "DESC", "").contains(direction.get())) {
      messages.add("orderDirection must be one of the following values: ASC, DESC");
    }
    return direction.filter("ASC"::equals).isPresent();
  }

  private boolean isGivenAsList(String name) {
    return parameters.keySet().stream().anyMatch(key -> isElementOf(name, key));
  }

  private static boolean isElementOf(String name, String key) {
    return key.startsWith(name + '[') && key.endsWith("]");
  }
}
