package dev.chatconnect.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * Manifests as Kubernetes would take them with strict field validation: a field that its schema
 * does not know, or of another type, is refused.
 *
 * @param all in the order of the text
 */
record Manifests(List<HasMetadata> all) {

  private static final Map<String, Class<? extends HasMetadata>> SCHEMAS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Secret", Secret.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "batch/v1/Job", Job.class,
          "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

  private static final ObjectMapper STRICT =
      JsonMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .annotationIntrospector(new WithoutCatchAll())
          .build();

  /** Reads YAML documents; empty ones are left out. */
  static Manifests parse(String yaml) throws IOException {
    var all = new ArrayList<HasMetadata>();
    try (var documents = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNextValue()) {
        var document = documents.nextValue();
        if (document != null && document.isObject()) {
          all.add(STRICT.treeToValue(document, schema(document)));
        }
      }
    }
    return new Manifests(List.copyOf(all));
  }

  private static Class<? extends HasMetadata> schema(JsonNode document) {
    var type = document.path("apiVersion").asText() + '/' + document.path("kind").asText();
    return Optional.<Class<? extends HasMetadata>>ofNullable(SCHEMAS.get(type))
        .orElseThrow(() -> new IllegalArgumentException("no schema of " + type));
  }

  /** The only one of its kind. */
  <T extends HasMetadata> T only(Class<T> kind) {
    var found = all.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind.getSimpleName());
    }
    return found.get(0);
  }

  List<String> kinds() {
    return all.stream().map(HasMetadata::getKind).toList();
  }

  /** The model keeps unknown fields in a map; without it they are errors. */
  private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }
}
