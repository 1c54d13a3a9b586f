/** Integrations: the registry of configured providers of an environment. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.integration;
