package dev.chatconnect.process;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of one direction of a proxy, at most one of each kind. */
final class Toxics {

  private final Map<Class<?>, Toxic> active = new ConcurrentHashMap<>();

  void add(Toxic toxic) {
    active.put(toxic.getClass(), toxic);
  }

  void remove(Class<? extends Toxic> kind) {
    active.remove(kind);
  }

  void clear() {
    active.clear();
  }

  <T extends Toxic> Optional<T> find(Class<T> kind) {
    return Optional.ofNullable(active.get(kind)).map(kind::cast);
  }
}
