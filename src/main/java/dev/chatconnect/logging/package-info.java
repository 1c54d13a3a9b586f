/** How lines of the log look; what they say is the features' own. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.logging;
