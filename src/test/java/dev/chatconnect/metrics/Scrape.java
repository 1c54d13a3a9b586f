package dev.chatconnect.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;

/**
 * What Prometheus gets when it asks.
 *
 * @param samples value by series, the series as written: {@code name{label="value",}}
 */
public record Scrape(Map<String, Double> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("(?<series>[a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{.*})?) (?<value>\\S+)");

  /** Names the trace of a request that was counted, in builds that have traces. */
  private static final Pattern EXEMPLAR = Pattern.compile(" # \\{.*$");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Of the service under test. */
  public static Scrape now() {
    return parse(given().get("/q/metrics").then().statusCode(200).extract().asString());
  }

  static Scrape parse(String text) {
    var samples = new TreeMap<String, Double>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              var sample = SAMPLE.matcher(EXEMPLAR.matcher(line).replaceFirst(""));
              if (!sample.matches()) {
                throw new AssertionError(line);
              }
              samples.put(
                  sample.group("series"),
                  Double.valueOf(sample.group("value").replace("+Inf", "Infinity")));
            });
    return new Scrape(Map.copyOf(samples));
  }

  /** Names of all samples. */
  public Set<String> names() {
    return samples.keySet().stream().map(Scrape::name).collect(Collectors.toSet());
  }

  /** Series whose name begins so. */
  List<String> series(String prefix) {
    return samples.keySet().stream().filter(series -> series.startsWith(prefix)).sorted().toList();
  }

  /** Names of the labels of all samples with a name. */
  Set<String> labels(String name) {
    return samples.keySet().stream()
        .filter(series -> name(series).equals(name))
        .flatMap(series -> labelsOf(series).keySet().stream())
        .collect(Collectors.toSet());
  }

  /** Values that a label has in the samples with a name. */
  Set<String> values(String name, String label) {
    return samples.keySet().stream()
        .filter(series -> name(series).equals(name))
        .map(series -> labelsOf(series).get(label))
        .filter(value -> value != null)
        .collect(Collectors.toSet());
  }

  /** Sum of the samples with a name and these labels, whatever others they have; 0 when none. */
  double sum(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(sample -> name(sample.getKey()).equals(name))
        .filter(sample -> has(labelsOf(sample.getKey()), labels))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean has(Map<String, String> all, String... wanted) {
    for (var i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(all.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }

  private static String name(String series) {
    var brace = series.indexOf('{');
    return brace < 0 ? series : series.substring(0, brace);
  }

  private static Map<String, String> labelsOf(String series) {
    var labels = new HashMap<String, String>();
    LABEL.matcher(series).results().forEach(found -> labels.put(found.group(1), found.group(2)));
    return labels;
  }
}
