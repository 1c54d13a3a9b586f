package dev.chatconnect.secrecy;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.inject.Singleton;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;

/** Writes all that a span tells into the log, where {@link LogWatch} reads it. */
@Singleton
public class SpanWatch implements SpanProcessor {

  private static final Logger LOG = Logger.getLogger(SpanWatch.class.getName());

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    LOG.log(Level.FINER, () -> text(span.toSpanData()));
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Without ids, which are random and no secrets. */
  private static String text(SpanData span) {
    return "span=\"%s\" attributes=%s events=%s status=%s resource=%s"
        .formatted(
            span.getName(),
            span.getAttributes().asMap(),
            span.getEvents(),
            span.getStatus(),
            span.getResource().getAttributes().asMap());
  }
}
