package dev.chatconnect.integration;

import java.util.List;

import jakarta.inject.Inject;

import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderDescriptor;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ProviderIdsTest {

  @Inject ProviderIds ids;
  @Inject ProviderCatalog providers;

  @Test
  void holdsEveryProviderOfTheBuildOnce() {
    // When
    var all = ids.all();

    // Then
    assertThat(all)
        .startsWith("anypost", "emailjs")
        .contains("slack", "tool-webhook", "zoom", "google-chat")
        .containsAll(providers.descriptors().stream().map(ProviderDescriptor::id).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void theReferenceOfTheApiNamesThoseOfTheBuild() {
    // Given
    var document = given().queryParam("format", "JSON").get("/q/openapi");

    // When
    List<String> named = document.path("components.parameters.providerId.schema.enum");

    // Then
    // Other tests bring providers of their own.
    assertThat(ids.all()).containsAll(named);
    assertThat(named).hasSize(96).contains("zoom", "google-chat");
  }
}
