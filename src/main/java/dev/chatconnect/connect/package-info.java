/** The OAuth journey: URL routes, callback, authorization state and result page. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.connect;
