package dev.chatconnect.provider;

import java.util.Optional;

/**
 * A genuine event.
 *
 * @param id the provider's name for it, the same each time that it is sent; empty where sending it
 *     again does no harm
 * @param notice what it says
 */
public record ProviderEvent(Optional<String> id, ProviderNotice notice) {}
