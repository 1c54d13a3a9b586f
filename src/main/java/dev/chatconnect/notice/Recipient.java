package dev.chatconnect.notice;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;

/** An integration that an event may be for. */
record Recipient(Environment environment, Integration integration) {}
