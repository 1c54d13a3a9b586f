package dev.chatconnect.command;

import java.util.function.ToIntFunction;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.QuarkusApplication;

/** The service's beans are there: here a command does its work. */
final class Inside implements QuarkusApplication, Stage {

  @Override
  public int run(String... arguments) {
    return Commands.execute(this, arguments);
  }

  @Override
  public <T> int with(Class<T> bean, ToIntFunction<T> work) {
    return work.applyAsInt(Arc.container().instance(bean).get());
  }
}
