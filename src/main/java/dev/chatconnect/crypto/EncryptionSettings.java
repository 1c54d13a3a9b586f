package dev.chatconnect.crypto;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Keys for encryption at rest. */
@ConfigMapping(prefix = "chat-connect.encryption")
public interface EncryptionSettings {

  /** {@code keyId:base64(32 bytes)}, in order: the first encrypts, all decrypt. */
  Optional<List<String>> keys();

  /**
   * Development only: file that keeps a generated key from run to run, used when there are no
   * {@link #keys()}.
   */
  Optional<Path> developmentKeyFile();
}
