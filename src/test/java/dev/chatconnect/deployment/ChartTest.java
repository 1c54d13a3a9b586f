package dev.chatconnect.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The Helm chart against the schemas of Kubernetes, and against the rules for its pods. */
class ChartTest {

  @Test
  void theLinterHasNothingToSay() {
    // When
    var lint = new Helm(Chart.FOLDER).lint().strict().call();

    // Then
    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    assertThat(lint.getMessages())
        .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
  }

  @Test
  void everyManifestFitsItsSchema() {
    // When
    var manifests = Chart.minimal().with("serviceMonitor.enabled", true).render();

    // Then
    assertThat(manifests.kinds())
        .containsExactlyInAnyOrder(
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
    assertThat(manifests.all())
        .allSatisfy(
            manifest -> {
              assertThat(manifest.getMetadata().getName()).isEqualTo("connect-chat-connect");
              assertThat(manifest.getMetadata().getNamespace()).isEqualTo("tools");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "targetPort: http, targetPrt: http",
    "readOnlyRootFilesystem: true, readOnlyRootFileSystem: true",
    "whenUnsatisfiable: ScheduleAnyway, whenUnsatisfied: ScheduleAnyway",
    "averageUtilization: 70, averageUtilisation: 70",
  })
  void aMisspeltFieldIsRefused(String field, String misspelt) {
    // Given
    var text = Chart.minimal().text();
    assertThat(text).contains(field);

    // When
    var damaged = text.replace(field, misspelt);

    // Then
    assertThatThrownBy(() -> Manifests.parse(damaged))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void aFieldOfAnotherTypeIsRefused() {
    // Given
    var text = Chart.minimal().text();

    // When
    var damaged = text.replace("minReplicas: 2", "minReplicas: two");

    // Then
    assertThatThrownBy(() -> Manifests.parse(damaged)).hasMessageContaining("minReplicas");
  }

  @Test
  void podsMayDoNothingThatTheyNeedNot() {
    // When
    var pod = pod(Chart.minimal().render());

    // Then
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(List.of(pod.getHostNetwork() == null, pod.getHostPID() == null)).containsOnly(true);
    assertThat(pod.getVolumes()).isEmpty();
    assertThat(pod.getContainers())
        .singleElement()
        .extracting(Container::getSecurityContext)
        .satisfies(
            container -> {
              assertThat(container.getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getPrivileged()).isFalse();
              assertThat(container.getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(container.getCapabilities().getAdd()).isEmpty();
            });
  }

  @Test
  void theAccountOfThePodsHasNoToken() {
    // When
    var manifests = Chart.minimal().render();

    // Then
    var account = manifests.only(ServiceAccount.class);
    assertThat(account.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(manifests).getServiceAccountName()).isEqualTo(account.getMetadata().getName());
  }

  @Test
  void threeProbesAskTheManagementPort() {
    // When
    var container = container(Chart.minimal().render());

    // Then
    assertThat(
            List.of(
                path(container.getStartupProbe()),
                path(container.getLivenessProbe()),
                path(container.getReadinessProbe())))
        .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
  }

  @Test
  void everySelectorFindsThePods() {
    // When
    var manifests = Chart.minimal().with("serviceMonitor.enabled", true).render();

    // Then
    var deployment = manifests.only(Deployment.class);
    var service = manifests.only(Service.class);
    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels())
        .containsAllEntriesOf(service.getSpec().getSelector())
        .containsAllEntriesOf(
            manifests.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
        .containsAllEntriesOf(
            manifests.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
    assertThat(pod(manifests).getTopologySpreadConstraints())
        .hasSize(2)
        .allSatisfy(
            spread ->
                assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    assertThat(service.getMetadata().getLabels())
        .containsAllEntriesOf(
            manifests.only(ServiceMonitor.class).getSpec().getSelector().getMatchLabels());
    assertThat(manifests.only(HorizontalPodAutoscaler.class).getSpec().getScaleTargetRef())
        .satisfies(
            target -> {
              assertThat(target.getKind()).isEqualTo("Deployment");
              assertThat(target.getName()).isEqualTo(deployment.getMetadata().getName());
            });
  }

  @Test
  void thePortsOfServiceProbesAndPoliciesAreThoseOfTheContainer() {
    // When
    var manifests = Chart.minimal().render();

    // Then
    var ports =
        container(manifests).getPorts().stream().map(port -> new IntOrString(port.getName()));
    assertThat(ports)
        .containsAll(
            manifests.only(Service.class).getSpec().getPorts().stream()
                .map(port -> port.getTargetPort())
                .toList())
        .containsAll(
            manifests.only(NetworkPolicy.class).getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort())
                .toList());
  }

  @Test
  void aPodCannotReachWhatIsInside() {
    // When
    var policy = Chart.minimal().render().only(NetworkPolicy.class);

    // Then
    var providers = policy.getSpec().getEgress().get(2);
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(providers.getPorts())
        .extracting(port -> port.getPort().getIntVal())
        .containsExactly(443);
    assertThat(providers.getTo())
        .satisfiesExactly(
            peer ->
                assertThat(peer.getIpBlock().getExcept())
                    .contains("169.254.0.0/16", "10.0.0.0/8", "127.0.0.0/8"),
            peer -> {
              assertThat(peer.getIpBlock().getCidr()).isEqualTo("::/0");
              assertThat(peer.getIpBlock().getExcept())
                  .containsExactlyInAnyOrder("::1/128", "fc00::/7", "fe80::/10");
            });
  }

  @Test
  void aPodReachesSentinelsAndServers() {
    // When
    var policy =
        Chart.minimal()
            .with("redis.ports[0]", 26379)
            .with("redis.ports[1]", 6379)
            .render()
            .only(NetworkPolicy.class);

    // Then
    assertThat(policy.getSpec().getEgress().get(1).getPorts())
        .extracting(port -> port.getPort().getIntVal())
        .containsExactly(26379, 6379);
  }

  @Test
  void aPodReachesWhatIsAllowedBesideThat(@TempDir Path folder) throws IOException {
    // Given
    var values =
        file(
            folder,
            """
            networkPolicy:
              extraEgress:
                - to:
                    - podSelector:
                        matchLabels:
                          app: collector
                  ports:
                    - port: 4318
            """);

    // When
    var policy = Chart.minimal().with(values).render().only(NetworkPolicy.class);

    // Then
    assertThat(policy.getSpec().getEgress()).hasSize(4);
    assertThat(policy.getSpec().getEgress().get(3))
        .satisfies(
            rule -> {
              assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(4318);
              assertThat(rule.getTo().get(0).getPodSelector().getMatchLabels())
                  .isEqualTo(Map.of("app", "collector"));
            });
  }

  @Test
  void numbersOfAValuesFileStayWhatTheyAre(@TempDir Path folder) throws IOException {
    // Given
    var values =
        file(
            folder,
            """
            existingSecret: ""
            config:
              CHAT_CONNECT_EVENTS_MOST: 1000000
              CHAT_CONNECT_RATE_LIMIT_ENABLED: true
              CHAT_CONNECT_PUBLIC_RATIO: 0.5
              CHAT_CONNECT_LITERAL: '<"1e3">'
            secrets:
              QUARKUS_REDIS_PASSWORD: 12345678
            """);

    // When
    var manifests = Chart.minimal().with("existingSecret", "").with(values).render();

    // Then
    assertThat(manifests.only(ConfigMap.class).getData())
        .containsEntry("CHAT_CONNECT_EVENTS_MOST", "1000000")
        .containsEntry("CHAT_CONNECT_RATE_LIMIT_ENABLED", "true")
        .containsEntry("CHAT_CONNECT_PUBLIC_RATIO", "0.5")
        .containsEntry("CHAT_CONNECT_LITERAL", "<\"1e3\">");
    assertThat(manifests.only(Secret.class).getStringData())
        .containsEntry("QUARKUS_REDIS_PASSWORD", "12345678");
  }

  @Test
  void filesOfTheOperatorAreMounted(@TempDir Path folder) throws IOException {
    // Given
    var values =
        file(
            folder,
            """
            extraVolumes:
              - name: redis-ca
                secret:
                  secretName: redis-ca
            extraVolumeMounts:
              - name: redis-ca
                mountPath: /etc/chat-connect/redis
                readOnly: true
            """);

    // When
    var pod = pod(Chart.minimal().with(values).render());

    // Then
    assertThat(pod.getVolumes())
        .singleElement()
        .satisfies(volume -> assertThat(volume.getSecret().getSecretName()).isEqualTo("redis-ca"));
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .singleElement()
        .satisfies(
            mount -> {
              assertThat(mount.getName()).isEqualTo("redis-ca");
              assertThat(mount.getMountPath()).isEqualTo("/etc/chat-connect/redis");
            });
  }

  @Test
  void managementIsOpenToTheMonitoringAlone() {
    // When
    var policy = Chart.minimal().render().only(NetworkPolicy.class);

    // Then
    var rule = policy.getSpec().getIngress().get(1);
    assertThat(rule.getPorts())
        .extracting(port -> port.getPort().getStrVal())
        .containsExactly("management");
    assertThat(rule.getFrom()).isNotEmpty();
  }

  @Test
  void settingsAndSecretsReachThePods() {
    // When
    var manifests = Chart.minimal().with("config.CHAT_CONNECT_OAUTH_STATE_TTL", "3m").render();

    // Then
    assertThat(manifests.only(ConfigMap.class).getData())
        .isEqualTo(
            Map.of(
                "CHAT_CONNECT_PUBLIC_URL", Chart.PUBLIC_URL,
                "QUARKUS_REDIS_HOSTS", "redis://redis:6379",
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true",
                "CHAT_CONNECT_ACCESS_LOG_ENABLED", "false",
                "CHAT_CONNECT_OAUTH_STATE_TTL", "3m"));
    assertThat(container(manifests).getEnvFrom())
        .satisfiesExactly(
            config ->
                assertThat(config.getConfigMapRef().getName()).isEqualTo("connect-chat-connect"),
            secret -> assertThat(secret.getSecretRef().getName()).isEqualTo("connect-keys"));
  }

  @Test
  void secretsAreMadeWhenTheyAreGiven() {
    // When
    var manifests =
        Chart.minimal()
            .with("existingSecret", "")
            .with("secrets.CHAT_CONNECT_ENCRYPTION_KEYS", "k1:c2VjcmV0")
            .render();

    // Then
    assertThat(manifests.only(Secret.class).getStringData())
        .isEqualTo(Map.of("CHAT_CONNECT_ENCRYPTION_KEYS", "k1:c2VjcmV0"));
    assertThat(manifests.only(ConfigMap.class).toString()).doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({
    "publicUrl, publicUrl is required",
    "existingSecret, existingSecret or secrets is required",
    "networkPolicy.monitoring, networkPolicy.monitoring is required",
    "redis.ports, redis.ports is required"
  })
  void whatIsMissingIsTold(String value, String message) {
    // Given
    var chart = Chart.minimal().with(value, "");

    // When
    var failure = catchThrowable(chart::text);

    // Then
    assertThat(failure).hasMessageContaining(message);
  }

  @Test
  void aDigestNamesTheImageWithoutDoubt() {
    // When
    var manifests =
        Chart.minimal()
            .with("image.repository", "registry.example.com/chat-connect")
            .with("image.digest", "sha256:0123")
            .render();

    // Then
    assertThat(container(manifests).getImage())
        .isEqualTo("registry.example.com/chat-connect@sha256:0123");
  }

  @Test
  void alertsAndDashboardAreMadeWhenTheyAreWanted() throws IOException {
    // When
    var manifests =
        Chart.minimal()
            .with("alerts.enabled", true)
            .with("alerts.labels.release", "monitoring")
            .with("dashboard.enabled", true)
            .render();

    // Then
    var file = Files.readString(Chart.FOLDER.resolve("files/dashboard.json"));
    var alerts = manifests.only(PrometheusRule.class);
    assertThat(alerts.getMetadata().getLabels()).containsEntry("release", "monitoring");
    assertThat(alerts.getSpec().getGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.getRules()).hasSizeGreaterThan(10));
    assertThat(alerts.getSpec().getGroups().get(0).getRules())
        .anySatisfy(
            rule ->
                assertThat(rule.getAnnotations().get("summary"))
                    .contains("{{ $labels.provider }}"));
    assertThat(manifests.all())
        .filteredOn(manifest -> manifest.getMetadata().getName().endsWith("-dashboard"))
        .singleElement()
        .isInstanceOfSatisfying(
            ConfigMap.class,
            dashboard -> {
              assertThat(dashboard.getMetadata().getLabels())
                  .containsEntry("grafana_dashboard", "1");
              assertThat(dashboard.getData().get("chat-connect.json")).isEqualTo(file);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | absent(chat_connect_encryption_keys{namespace=\"tools\",job=\"connect-chat-connect\"})",
        "false | absent(chat_connect_encryption_keys)"
      })
  void anotherReleaseDoesNotMakeUpForOneThatIsAbsent(boolean monitored, String expression) {
    // When
    var manifests =
        Chart.minimal()
            .with("alerts.enabled", true)
            .with("serviceMonitor.enabled", monitored)
            .render();

    // Then
    var rules = manifests.only(PrometheusRule.class).getSpec().getGroups().get(0).getRules();
    assertThat(rules)
        .filteredOn(rule -> rule.getAlert().equals("ChatConnectAbsent"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.getExpr().getStrVal()).isEqualTo(expression));
    assertThat(manifests.only(Service.class).getMetadata())
        .satisfies(
            service -> {
              assertThat(service.getNamespace()).isEqualTo("tools");
              assertThat(service.getName()).isEqualTo("connect-chat-connect");
            });
  }

  @Test
  void withoutTheAutoscalerTheNumberOfReplicasIsFixed() {
    // When
    var manifests = Chart.minimal().with("autoscaling.enabled", false).with("replicas", 3).render();

    // Then
    assertThat(manifests.kinds()).doesNotContain("HorizontalPodAutoscaler");
    assertThat(manifests.only(Deployment.class).getSpec().getReplicas()).isEqualTo(3);
  }

  private static Path file(Path folder, String values) throws IOException {
    return Files.writeString(folder.resolve("values.yaml"), values);
  }

  private static PodSpec pod(Manifests manifests) {
    return manifests.only(Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container container(Manifests manifests) {
    return pod(manifests).getContainers().get(0);
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    return probe.getHttpGet().getPath();
  }
}
