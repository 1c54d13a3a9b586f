package dev.chatconnect.provider.slack;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Answer of a method that grants nothing.
 *
 * @param revoked whether a token ended; of auth.revoke
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record SlackReply(Optional<Boolean> ok, Optional<String> error, Optional<Boolean> revoked) {}
