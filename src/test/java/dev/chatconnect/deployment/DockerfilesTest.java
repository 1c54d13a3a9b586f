package dev.chatconnect.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.chatconnect.environment.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every image has to be, read off its Dockerfile. */
class DockerfilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "src/main/docker/Dockerfile.jvm"})
  void theProgramRunsAsAUserWithoutRightsAndWithoutAShell(String dockerfile) throws IOException {
    // When
    var image = lastStage(dockerfile);

    // Then
    assertThat(image).containsOnlyOnce("USER 1001");
    assertThat(image)
        .filteredOn(line -> line.startsWith("ENTRYPOINT") || line.startsWith("CMD"))
        .singleElement()
        .asString()
        .startsWith("ENTRYPOINT [\"");
    assertThat(image.indexOf("USER 1001"))
        .as("nothing is copied or run as that user, who therefore owns nothing")
        .isGreaterThan(lastOf(image, "COPY"))
        .isGreaterThan(lastOf(image, "RUN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "src/main/docker/Dockerfile.jvm"})
  void everyBaseIsNamedByRegistryAndTag(String dockerfile) throws IOException {
    // When
    var bases = Files.readAllLines(Path.of(dockerfile)).stream().filter(l -> l.startsWith("FROM"));

    // Then
    assertThat(bases).isNotEmpty().allMatch(l -> l.matches("FROM [a-z.]+/[a-z0-9/-]+:\\S+.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "src/main/docker/Dockerfile.jvm"})
  void theImageHoldsItsBillOfMaterials(String dockerfile) throws IOException {
    // When
    var image = lastStage(dockerfile);

    // Then
    assertThat(image)
        .anyMatch(
            line ->
                line.startsWith("COPY --from=build ")
                    && line.endsWith("target/bom.json /usr/share/sbom/chat-connect.cdx.json"));
  }

  @Test
  void theTrainingRunStartsWithAKeyThatProductionTakes() throws Exception {
    // Given
    var value =
        find(
            Pattern.compile("CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS=(\"[^\"]*\"|\\S+)"),
            trainingRun());

    // When
    var shell =
        new ProcessBuilder("/bin/sh", "-c", "printf %s " + value).redirectErrorStream(true).start();
    var key = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(shell.waitFor()).isZero();
    assertThat(Tenants.withKey(Tenants.inProduction("default", key), key).name())
        .isEqualTo("default");
  }

  @Test
  void aTrainingRunThatDidNotStartFailsTheBuild() throws IOException {
    // When
    var run = trainingRun();

    // Then
    assertThat(run).doesNotContain("||");
    assertThat(run.substring(run.lastIndexOf(';')))
        .containsSubsequence("grep -q event=started training.log && test -s service.aot");
  }

  /** The instruction that makes the cache of the JVM image, in one line. */
  private static String trainingRun() throws IOException {
    return find(
        Pattern.compile("^(RUN .*AOTCacheOutput.*)$", Pattern.MULTILINE),
        String.join("\n", lastStage("src/main/docker/Dockerfile.jvm")).replace("\\\n", ""));
  }

  private static String find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static List<String> lastStage(String dockerfile) throws IOException {
    var lines = Files.readAllLines(Path.of(dockerfile));
    return lines.subList(lastOf(lines, "FROM"), lines.size());
  }

  private static int lastOf(List<String> lines, String instruction) {
    var last = -1;
    for (var i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(instruction)) {
        last = i;
      }
    }
    return last;
  }
}
