package dev.chatconnect.idempotency;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

/** What the probe routes share with the tests. */
@Singleton
class Probe {

  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Boolean>> gates = new ConcurrentHashMap<>();

  int count(String id) {
    return runs.computeIfAbsent(id, missing -> new AtomicInteger()).incrementAndGet();
  }

  /** How often a route ran with this id. */
  int runs(String id) {
    return runs.computeIfAbsent(id, missing -> new AtomicInteger()).get();
  }

  /** Completing it lets the gated runs with this id end. */
  CompletableFuture<Boolean> gate(String id) {
    return gates.computeIfAbsent(id, missing -> new CompletableFuture<>());
  }
}
