package dev.chatconnect.web;

import java.util.function.Supplier;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

/**
 * A bean that is looked up when it is first asked for: filters are made at build time, before there
 * is a configuration. It is kept then, since each look-up would take longer than most of what
 * filters do. Refuses dependent beans.
 */
public final class Late<T> implements Supplier<T> {

  private final Instance<T> instance;

  /** The same whoever looks it up. */
  private volatile @Nullable T found;

  public Late(Instance<T> instance) {
    this.instance = instance;
  }

  @Override
  public T get() {
    var known = found;
    if (known == null) {
      var handle = instance.getHandle();
      if (handle.getBean().getScope().equals(Dependent.class)) {
        throw new IllegalStateException("a dependent bean is made for each use");
      }
      known = handle.get();
      found = known;
    }
    return known;
  }
}
