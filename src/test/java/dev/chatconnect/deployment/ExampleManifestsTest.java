package dev.chatconnect.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Manifests of the documentation: they fit their schemas, and stay out of the service's way. */
class ExampleManifestsTest {

  private static final Path REWRAP = Path.of("docs/examples/kubernetes/rewrap-job.yaml");

  @Test
  void theRewrapMayDoWhatTheServiceMayAndGetsNoneOfItsRequests() throws IOException {
    // Given
    var service = Chart.minimal().render().only(Service.class);
    var deployment = Chart.minimal().render().only(Deployment.class);

    // When
    var manifests = Manifests.parse(Files.readString(REWRAP));

    // Then
    var pod = manifests.only(Job.class).getSpec().getTemplate();
    var ofService = deployment.getSpec().getTemplate().getSpec();
    assertThat(pod.getSpec().getSecurityContext()).isEqualTo(ofService.getSecurityContext());
    assertThat(pod.getSpec().getContainers().get(0).getSecurityContext())
        .isEqualTo(ofService.getContainers().get(0).getSecurityContext());
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getContainers().get(0).getArgs()).containsExactly("rewrap");
    assertThat(pod.getSpec().getRestartPolicy())
        .as("failed pods keep their logs")
        .isEqualTo("Never");
    assertThat(pod.getMetadata().getLabels().get("app.kubernetes.io/name"))
        .isNotEqualTo(service.getSpec().getSelector().get("app.kubernetes.io/name"));
    assertThat(manifests.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(pod.getMetadata().getLabels());
  }
}
