/** Tenants from configuration, their API keys and the ApiKey authentication mechanism. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.environment;
