/** The API reference: what every route has in common is added to what the code says. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.openapi;
