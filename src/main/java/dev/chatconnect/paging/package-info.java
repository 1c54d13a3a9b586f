/** Pages of lists, and which one is asked for. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.paging;
