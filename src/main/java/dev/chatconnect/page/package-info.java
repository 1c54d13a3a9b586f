/** Pages for people: their frame, look, language and the headers that protect them. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.page;
