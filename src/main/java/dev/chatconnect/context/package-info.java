/** Contexts: payload, context keys, canonical JSON and contextHash. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.context;
