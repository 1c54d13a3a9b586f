package dev.chatconnect.web;

import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

/**
 * A bean that is looked up when it is first asked for: filters are made at build time, before there
 * is a configuration. It is kept then, since each look-up would take longer than most of what
 * filters do. Not for dependent beans.
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
      known = instance.get();
      found = known;
    }
    return known;
  }
}
