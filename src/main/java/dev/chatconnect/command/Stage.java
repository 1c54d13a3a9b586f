package dev.chatconnect.command;

import java.util.function.ToIntFunction;

/** Where a command finds the beans of the service. */
interface Stage {

  /**
   * Works with a bean, on the main thread, which may wait.
   *
   * @return the exit code
   */
  <T> int with(Class<T> bean, ToIntFunction<T> work);
}
