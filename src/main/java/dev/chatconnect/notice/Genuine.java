package dev.chatconnect.notice;

import dev.chatconnect.provider.ProviderEvent;

/** An event, and an integration that it was sent for. */
record Genuine(Recipient recipient, ProviderEvent event) {}
