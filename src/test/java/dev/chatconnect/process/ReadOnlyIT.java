package dev.chatconnect.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Containers of the service have a root file system that cannot be written to. */
class ReadOnlyIT {

  /** A folder in which not even root can make anything. */
  @RegisterExtension
  static final Deployment DEPLOYMENT = Deployment.of(1).with("java.io.tmpdir", "/proc");

  @Test
  void theServiceRunsWhereItCanWriteNothing() {
    // Given
    var replica = DEPLOYMENT.replica(0);

    // When
    var answer = Api.send(Api.get(replica, "/v1/channel-connections"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
