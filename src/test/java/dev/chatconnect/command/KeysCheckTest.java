package dev.chatconnect.command;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the doctor tells of the encryption keys. */
@QuarkusTest
class KeysCheckTest {

  @Inject Environments environments;
  @Inject KeyGuard guard;
  @Inject RedisDataSource redis;

  private String register;
  private String registered;

  @BeforeEach
  void rememberWhatIsRegistered() {
    var environment = environments.all().get(0);
    register = new RedisKeys(environment.id()).record("encryption", "keys");
    registered = redis.value(String.class).get(register);
  }

  @AfterEach
  void restore() {
    redis.value(String.class).set(register, registered);
  }

  @Test
  void keysThatFitAreFine() {
    // When
    var findings = look();

    // Then
    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.toString()).contains("fit the stored data"));
  }

  @Test
  void aRegisterThatCannotBeReadIsNotTakenForARedisThatIsAway() {
    // Given
    redis.value(String.class).set(register, "{\"fingerprints\":7}");

    // When
    var findings = look();

    // Then
    assertThat(findings)
        .anySatisfy(
            finding ->
                assertThat(finding.toString())
                    .contains("could not be compared (UnreadableRecordException)"))
        .allSatisfy(
            finding -> assertThat(finding.toString()).doesNotContain("Redis does not answer"));
  }

  private List<Finding> look() {
    return new KeysCheck(environments, guard).look().await().atMost(Duration.ofSeconds(5));
  }
}
