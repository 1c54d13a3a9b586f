package dev.chatconnect.tracing;

import io.smallrye.mutiny.Uni;

/** What makes spans of work, in a service that was built with traces. */
interface Tracing {

  /** The same work with a span, where it is done for a request that is traced. */
  <T> Uni<T> around(String span, Uni<T> work);
}
