/** Zoom: authorize URL, code exchange, who allowed it, what its tokens can do, and its events. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.zoom;
