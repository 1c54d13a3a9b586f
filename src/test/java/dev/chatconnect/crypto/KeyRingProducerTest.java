package dev.chatconnect.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.LaunchMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the keys come from in production, and where in development. */
class KeyRingProducerTest {

  private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

  private final KeyRingProducer producer = new KeyRingProducer();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LaunchMode.class)
  void configuredKeysAreTheRingEverywhere(LaunchMode mode) {
    // Given
    var file = folder.resolve("unused");
    var settings = settings(Optional.of(List.of(KEY)), Optional.of(file));

    // When
    var ring = producer.keyRing(settings, new SecureRandom(), mode);

    // Then
    assertThat(ring.currentId()).isEqualTo("k1");
    assertThat(file).doesNotExist();
  }

  @Test
  void productionDoesNotStartWithoutAKey() {
    // Given
    var file = folder.resolve("development-key");
    var settings = settings(Optional.empty(), Optional.of(file));

    // When / Then
    assertThatThrownBy(() -> producer.keyRing(settings, new SecureRandom(), LaunchMode.NORMAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"keys generate encryption\"")
        .hasMessageContaining("CHAT_CONNECT_ENCRYPTION_KEYS")
        // A log has the double quotes as single ones, in which no shell expands anything.
        .hasMessageNotContaining("$");
    assertThat(file).doesNotExist();
  }

  @Test
  void aKeyThatIsNotFitIsToldWithoutShowingIt() {
    // Given
    var settings = settings(Optional.of(List.of("k1:c2hvcnQ=")), Optional.empty());

    // When / Then
    assertThatThrownBy(() -> producer.keyRing(settings, new SecureRandom(), LaunchMode.NORMAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("chat-connect.encryption.keys: encryption key 1 has 5 bytes")
        .hasMessageNotContaining("c2hvcnQ");
  }

  @Test
  void developmentKeepsTheKeyThatItMadeInAFileForItsOwnerAlone() throws IOException {
    // Given
    var file = folder.resolve("new/folder/development-key");
    var settings = settings(Optional.empty(), Optional.of(file));
    var first = producer.keyRing(settings, new SecureRandom(), LaunchMode.DEVELOPMENT);

    // When
    var second = producer.keyRing(settings, new SecureRandom(), LaunchMode.DEVELOPMENT);

    // Then
    assertThat(first.currentId()).isEqualTo("development");
    assertThat(second.fingerprint("development")).isEqualTo(first.fingerprint("development"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutAFileEachRunHasAKeyOfItsOwn() {
    // Given
    var settings = settings(Optional.empty(), Optional.empty());
    var first = producer.keyRing(settings, new SecureRandom(), LaunchMode.TEST);

    // When
    var second = producer.keyRing(settings, new SecureRandom(), LaunchMode.TEST);

    // Then
    assertThat(second.fingerprint("development"))
        .isPresent()
        .isNotEqualTo(first.fingerprint("development"));
  }

  private static EncryptionSettings settings(
      Optional<List<String>> keys, Optional<Path> developmentKeyFile) {
    return new EncryptionSettings() {
      @Override
      public Optional<List<String>> keys() {
        return keys;
      }

      @Override
      public String verifyEvery() {
        return "off";
      }

      @Override
      public Optional<Path> developmentKeyFile() {
        return developmentKeyFile;
      }
    };
  }
}
