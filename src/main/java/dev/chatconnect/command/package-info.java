/** The operator's commands: what the program does when it is given arguments. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.command;
