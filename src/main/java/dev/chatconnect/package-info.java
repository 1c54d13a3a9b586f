/** Chat Connect: OAuth journeys, channel connections and channel endpoints for chat providers. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect;
