package dev.chatconnect.provider;

import java.util.Optional;

/**
 * Workspace, tenant, organisation or server at a provider.
 *
 * @param id the provider's stable id
 * @param name for people
 * @param botUserId our app's user in it
 */
public record Workspace(String id, Optional<String> name, Optional<String> botUserId) {}
