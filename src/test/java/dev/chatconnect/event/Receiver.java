package dev.chatconnect.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * The stand-in for a receiver of webhooks.
 *
 * @param path where it receives
 */
record Receiver(WireMock wiremock, String path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the receiver got in one request. */
  record Received(LoggedRequest request) {

    String id() {
      return request.getHeader("webhook-id");
    }

    String body() {
      return request.getBodyAsString();
    }

    JsonNode json() {
      try {
        return JSON.readTree(request.getBody());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String type() {
      return json().get("type").asText();
    }

    boolean isSignedWith(String secret) {
      try {
        return Verification.isGenuine(
            secret,
            id(),
            request.getHeader("webhook-timestamp"),
            request.getHeader("webhook-signature"),
            request.getBody(),
            Instant.now());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Answers every request whose body has a text in it with a status. */
  void answers(String text, int status) {
    answers(text, aResponse().withStatus(status));
  }

  void answers(String text, ResponseDefinitionBuilder answer) {
    wiremock.register(stub(text).willReturn(answer));
  }

  /** Answers the first request with one status and the others with another. */
  void answersInTurn(String text, ResponseDefinitionBuilder first, int then) {
    var scenario = path + text;
    wiremock.register(
        stub(text)
            .inScenario(scenario)
            .whenScenarioStateIs("Started")
            .willReturn(first)
            .willSetStateTo("again"));
    wiremock.register(
        stub(text)
            .inScenario(scenario)
            .whenScenarioStateIs("again")
            .willReturn(aResponse().withStatus(then)));
  }

  /** What came with this text in its body, oldest first. */
  List<Received> received(String text) {
    return wiremock
        .find(postRequestedFor(urlPathEqualTo(path)).withRequestBody(containing(text)))
        .stream()
        .map(Received::new)
        .sorted(Comparator.comparing(received -> received.request().getLoggedDate()))
        .toList();
  }

  private MappingBuilder stub(String text) {
    return post(urlPathEqualTo(path)).withRequestBody(containing(text));
  }
}
