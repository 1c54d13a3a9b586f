package dev.chatconnect.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/**
 * Gives every request an id: the one that a proxy or caller gave in {@value #HEADER}, where it
 * fits, else one of ours. The answer carries it in the same header and a problem in its body; every
 * line that is logged meanwhile has it.
 */
@Singleton
public class RequestIds implements EdgeStep {

  public static final String HEADER = "X-Request-Id";

  private static final CharSequence FAST_HEADER = HttpHeaders.createOptimized(HEADER);

  /** Name in logs and in problem bodies. */
  static final String FIELD = "requestId";

  /** Nothing that could forge a line of a log, or fill one. */
  private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Tells replicas and restarts apart. Ids are no secrets: a counter does for the rest. */
  private final String process;

  private final AtomicLong count = new AtomicLong();

  RequestIds(RandomIds ids) {
    process = ids.name(8) + '-';
  }

  /** The id of the request that is being worked on. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(FIELD)).map(Object::toString);
  }

  /** The id of a request; empty where it was refused before it got one. */
  static Optional<String> of(RoutingContext context) {
    return Optional.ofNullable(context.<String>get(FIELD));
  }

  /** A rerouted request comes by again, and keeps its id. */
  @Override
  public boolean passes(RoutingContext context) {
    var id = of(context).or(() -> given(context)).orElseGet(this::next);
    context.put(FIELD, id);
    context.response().putHeader(FAST_HEADER, id);
    MDC.put(FIELD, id);
    return true;
  }

  private static Optional<String> given(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(FAST_HEADER))
        .filter(id -> FITTING.matcher(id).matches());
  }

  private String next() {
    return process + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
