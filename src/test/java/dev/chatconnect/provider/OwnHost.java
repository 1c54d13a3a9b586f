package dev.chatconnect.provider;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jose4j.json.JsonUtil;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * A host of a provider that one test has for itself: a path of its own in the stand-in.
 *
 * @param root without a slash at the end
 */
public record OwnHost(String root) {

  public static OwnHost create() {
    return new OwnHost(standIn() + "/" + UUID.randomUUID());
  }

  /** Where the stand-in itself is, without a slash at the end. */
  public static URI standIn() {
    return Trials.baseUrl("slack");
  }

  public URI uri() {
    return URI.create(root);
  }

  /** What a GET is answered with. */
  public void answers(String path, ResponseDefinitionBuilder answer) {
    wireMock().register(get(urlPathEqualTo(path(path))).atPriority(1).willReturn(answer));
  }

  /** What a POST is answered with. */
  public void takes(String path, ResponseDefinitionBuilder answer) {
    wireMock().register(post(urlPathEqualTo(path(path))).atPriority(1).willReturn(answer));
  }

  /** A code whose exchange there is answered like this. */
  public String codeAnswered(String path, ResponseDefinitionBuilder answer) {
    var code = Trials.unique("code");
    wireMock()
        .register(
            post(urlPathEqualTo(path(path)))
                .atPriority(1)
                .withFormParam("code", equalTo(code))
                .willReturn(answer));
    return code;
  }

  /** Serves a key set. */
  public void publishes(String path, List<Map<String, Object>> jwks) {
    answers(path, okJson(JsonUtil.toJson(Map.of("keys", jwks))));
  }

  /** Serves the public keys of these pairs. */
  public void publishes(String path, SigningPair... keys) {
    publishes(path, Arrays.stream(keys).map(SigningPair::publicJwk).toList());
  }

  public int gets(String path) {
    return wireMock().find(getRequestedFor(urlPathEqualTo(path(path)))).size();
  }

  public List<LoggedRequest> posts(String path) {
    return wireMock().find(postRequestedFor(urlPathEqualTo(path(path))));
  }

  public String path(String below) {
    return uri().getPath() + below;
  }

  public static WireMock wireMock() {
    return new WireMock(standIn().getHost(), standIn().getPort());
  }
}
