package dev.chatconnect.redis;

import java.util.Optional;

import dev.chatconnect.web.ApiException;

/**
 * A write that was made.
 *
 * @param value the outcome of its plan
 * @param doubt what its caller has to be told in the end: that too few replicas confirmed it
 */
public record Written<T>(T value, Optional<ApiException> doubt) {}
