/**
 * Traces of requests through Redis and providers. All spans are made here, of few words that the
 * program chooses.
 */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.tracing;
