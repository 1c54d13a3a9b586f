package dev.chatconnect.integration;

import java.util.Optional;

import dev.chatconnect.provider.Credentials;

/** What a feature demands of the credentials of every integration when they are saved. */
public interface CredentialRule {

  /** What is wrong, in one sentence that names the field; empty when nothing is. */
  Optional<String> violation(Credentials credentials);
}
