package dev.chatconnect.provider;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What is known of a provider without calling it.
 *
 * @param id {@code providerId} of its integrations
 * @param displayName for people
 * @param modes what its OAuth journeys can do
 * @param endpointTypes of the channel endpoints that its journeys make
 * @param requiredCredentials field names without which no journey works
 * @param setupUrl where an operator registers an app
 */
public record ProviderDescriptor(
    String id,
    String displayName,
    Set<ConnectMode> modes,
    List<String> endpointTypes,
    List<String> requiredCredentials,
    URI setupUrl) {}
