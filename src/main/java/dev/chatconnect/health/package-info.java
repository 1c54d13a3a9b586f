/** What health pages say besides the features' own checks. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.health;
