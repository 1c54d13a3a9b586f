/** The rate limit of API-key requests: a token bucket per environment and category of routes. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.ratelimit;
