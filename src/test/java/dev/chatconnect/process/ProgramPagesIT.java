package dev.chatconnect.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The binary gives back the pages of its file that its start took, and goes on. */
class ProgramPagesIT {

  private static final Pattern RESIDENT_FILE_PAGES = Pattern.compile("RssFile:\\s+(\\d+) kB");
  private static final long KIBIBYTES_AT_MOST = 40_000;

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(1);

  @Test
  void theServiceAnswersWithoutThePagesThatItsStartTook() {
    // Given
    var replica = DEPLOYMENT.replica(0);
    assumeThat(replica.isJava()).isFalse();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> residentFilePages(replica.pid()) < KIBIBYTES_AT_MOST);

    // When
    var answer = Api.send(Api.get(replica, "/v1/channel-connections"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(replica.log()).contains("event=program_pages_released");
  }

  private static long residentFilePages(long pid) throws IOException {
    var status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    var matcher = RESIDENT_FILE_PAGES.matcher(status);
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
