package dev.chatconnect.integration;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.IntegrationStore.Remembered;

/**
 * What is kept of integrations in the memory of this process, with their secrets decrypted. Of each
 * only the version that was seen last is, and nothing once it is seen to be gone.
 */
@Singleton
class IntegrationMemory {

  private static final int MOST = 1_000;

  /**
   * What was decoded lately. Integrations are read by nearly every request and change hardly ever;
   * Redis is still asked each time, and a changed record is another key here.
   */
  private final Map<Version, Integration> decoded = new ConcurrentHashMap<>();

  /** The version of each record that is in {@link #decoded}, by the record's key. */
  private final Map<String, Version> latest = new ConcurrentHashMap<>();

  /** What was found lately, by look-up key. */
  private final Map<String, Remembered> found = new ConcurrentHashMap<>();

  /** A record as Redis holds it; the same text in another environment must not be taken for it. */
  private record Version(IntegrationKeys keys, String raw) {}

  /** What a record was decoded to, if it was. */
  Optional<Integration> decoded(IntegrationKeys keys, String raw) {
    return Optional.ofNullable(decoded.get(new Version(keys, raw)));
  }

  /** Keeps what a record was decoded to, in the place of what it was before. */
  void keep(IntegrationKeys keys, String raw, Integration integration) {
    if (latest.size() >= MOST) {
      latest.clear();
      decoded.clear();
    }
    var version = new Version(keys, raw);
    decoded.put(version, integration);
    var former = latest.put(keys.record(integration.id()), version);
    if (former != null && !former.equals(version)) {
      forget(former);
    }
  }

  /** What a look-up key led to the last time. */
  Optional<Remembered> found(String lookupKey) {
    return Optional.ofNullable(found.get(lookupKey));
  }

  /** Keeps what a look-up key led to. */
  void keep(Remembered remembered) {
    if (found.size() >= MOST) {
      found.clear();
    }
    var former = found.put(remembered.basis().lookupKey(), remembered);
    if (former != null && !recordKey(former).equals(recordKey(remembered))) {
      forget(recordKey(former));
    }
  }

  /** Forgets what a look-up key led to, which leads nowhere now. */
  void forgetFound(String lookupKey) {
    var former = found.remove(lookupKey);
    if (former != null) {
      forget(recordKey(former));
    }
  }

  /** Forgets an integration that is gone, or will be read anew. */
  void forget(String recordKey) {
    var former = latest.remove(recordKey);
    if (former != null) {
      forget(former);
    }
  }

  private static String recordKey(Remembered remembered) {
    return remembered.basis().recordKeyPrefix() + remembered.integration().id();
  }

  /** Looks through what was found: that is rare, as is a change of an integration. */
  private void forget(Version former) {
    decoded.remove(former);
    found.values().removeIf(kept -> kept.basis().raw().equals(former.raw()));
  }
}
