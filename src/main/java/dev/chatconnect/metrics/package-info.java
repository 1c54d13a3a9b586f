/** What the service tells Prometheus: meters with bounded labels, each registered once. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.metrics;
