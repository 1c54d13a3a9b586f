/**
 * The rate limit: a token bucket per environment and category of routes, and one for each
 * subscriber and each network that asks for sessions.
 */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.ratelimit;
