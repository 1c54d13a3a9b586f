package dev.chatconnect.crypto;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Keys for encryption at rest. */
@ConfigMapping(prefix = "chat-connect.encryption")
public interface EncryptionSettings {

  /** {@code keyId:base64(32 bytes)}, in order: the first encrypts, all decrypt. */
  Optional<List<String>> keys();

  /**
   * How often the keys are compared with those that stored data is under, and how often rewraps are
   * looked for that a lost replica left unfinished; {@code off} for never.
   */
  @WithDefault("30s")
  String verifyEvery();

  /**
   * Development only: file that keeps a generated key from run to run, used when there are no
   * {@link #keys()}.
   */
  Optional<Path> developmentKeyFile();
}
