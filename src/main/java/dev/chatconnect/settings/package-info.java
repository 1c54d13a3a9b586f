/** What values of the configuration may be; a wrong one ends the start. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.settings;
