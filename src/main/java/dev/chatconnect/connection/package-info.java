/** Channel connections: workspace-level grants and their tokens. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.connection;
