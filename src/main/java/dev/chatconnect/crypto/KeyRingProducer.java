package dev.chatconnect.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;

/** Makes the key ring at start, and refuses to start in production without a key. */
class KeyRingProducer {

  private static final String MISSING =
      "chat-connect.encryption.keys is not set. Start this program with the arguments \"keys generate"
          + " encryption\" to make a key, and set CHAT_CONNECT_ENCRYPTION_KEYS to it.";

  @Produces
  @Singleton
  @Startup
  KeyRing keyRing(EncryptionSettings settings, SecureRandom random, LaunchMode mode) {
    var configured = settings.keys();
    if (configured.isPresent()) {
      return parse(configured.get());
    }
    if (!mode.isDevOrTest()) {
      throw new IllegalStateException(MISSING);
    }
    var file = settings.developmentKeyFile();
    return KeyRing.parse(List.of(file.isPresent() ? kept(file.get(), random) : generate(random)));
  }

  private static KeyRing parse(List<String> keys) {
    try {
      return KeyRing.parse(keys);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalStateException(
          "chat-connect.encryption.keys: "
              + unfit.getMessage()
              + ". The command \"keys generate encryption\" makes a key.",
          unfit);
    }
  }

  private static String kept(Path file, SecureRandom random) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, generate(random));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String generate(SecureRandom random) {
    var bytes = new byte[KeyRing.KEY_BYTES];
    random.nextBytes(bytes);
    return "development:" + Base64.getEncoder().encodeToString(bytes);
  }
}
