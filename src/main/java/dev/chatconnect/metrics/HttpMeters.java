package dev.chatconnect.metrics;

import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** What is changed of the meters that the framework makes for requests. */
class HttpMeters {

  private static final String REQUESTS = "http.server.requests";
  private static final String METHOD = "method";

  /** Those of RFC 9110 §9 and RFC 5789: anyone may send a method of their own making. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

  private static final double[] BUCKETS =
      DoubleStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .map(millis -> Duration.ofMillis((long) millis).toNanos())
          .toArray();

  /** Gives requests a histogram, and methods that do not exist one name together. */
  @Produces
  @Singleton
  MeterFilter requests() {
    return new MeterFilter() {

      @Override
      public Meter.Id map(Meter.Id id) {
        var method = isRequests(id) ? id.getTag(METHOD) : null;
        if (method == null) {
          return id;
        }
        if (!METHODS.contains(method)) {
          return id.replaceTags(Tags.of(id.getTags()).and(METHOD, "OTHER"));
        }
        // Answered for every path, without a route.
        return method.equals("OPTIONS")
            ? id.replaceTags(Tags.of(id.getTags()).and("uri", "OPTIONS"))
            : id;
      }

      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return isRequests(id)
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BUCKETS)
                .build()
                .merge(config)
            : config;
      }
    };
  }

  private static boolean isRequests(Meter.Id id) {
    return id.getName().equals(REQUESTS);
  }
}
