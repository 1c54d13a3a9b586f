package dev.chatconnect.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.micrometer.core.instrument.Tags;

/**
 * Meters of one name, by the values of their labels. Each is registered when it is first asked for
 * and found in a map from then on.
 *
 * <p>A label must have few values by its nature. Should one nevertheless get many, no more than
 * {@value #MOST} meters are made: what comes after is put down to {@value #OTHER}, since every
 * meter costs memory here and in Prometheus.
 *
 * @param <M> the meter
 */
public final class Family<M> {

  static final int MOST = 1000;
  static final String OTHER = "other";

  private final String[] labels;
  private final Function<Tags, M> make;
  private final Map<List<String>, M> meters = new ConcurrentHashMap<>();

  Family(String[] labels, Function<Tags, M> make) {
    this.labels = labels;
    this.make = make;
  }

  /** The meter with these values, in the order of the labels. */
  public M with(String... values) {
    var key = List.of(values);
    var known = meters.get(key);
    if (known != null) {
      return known;
    }
    return meters.size() < MOST
        ? meters.computeIfAbsent(key, this::make)
        : meters.computeIfAbsent(rest(values.length), this::make);
  }

  private M make(List<String> values) {
    var tags = Tags.empty();
    for (var i = 0; i < labels.length; i++) {
      tags = tags.and(labels[i], values.get(i));
    }
    return make.apply(tags);
  }

  private static List<String> rest(int length) {
    var others = new String[length];
    Arrays.fill(others, OTHER);
    return List.of(others);
  }
}
