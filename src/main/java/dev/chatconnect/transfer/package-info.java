/** Connections and endpoints as lines of JSON: out of one environment and into another. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.transfer;
