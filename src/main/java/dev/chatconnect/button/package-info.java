/** A connect button that any page can embed: one ES module. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.button;
