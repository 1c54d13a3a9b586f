package dev.chatconnect.notice;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderNotice;
import io.micrometer.core.instrument.Counter;

/** What providers send, and what comes of it. */
@Singleton
class NoticeMeters {

  private static final String UNVERIFIED = "unverified";

  private final Family<Counter> events;

  NoticeMeters(Metrics metrics) {
    events =
        metrics.counters(
            "chat.connect.provider.events",
            "Events that providers sent, by what came of them",
            "provider",
            "notice",
            "outcome");
  }

  /** What came is for no integration: forged, stale, or signed with a secret that is gone. */
  void refused(ChatProvider provider) {
    events.with(id(provider), UNVERIFIED, "refused").increment();
  }

  void done(ChatProvider provider, ProviderNotice notice, boolean first) {
    events.with(id(provider), notice.name(), first ? "done" : "repeated").increment();
  }

  void failed(ChatProvider provider, ProviderNotice notice) {
    events.with(id(provider), notice.name(), "failed").increment();
  }

  private static String id(ChatProvider provider) {
    return provider.descriptor().id();
  }
}
