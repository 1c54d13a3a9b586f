package dev.chatconnect.endpoint;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.web.JsonBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Any body that an endpoint may be made with, by a request or an import. */
class EndpointShapeFuzzTest {

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void anyBodyIsAnEndpointOrAnError(byte[] input) {
    // Given
    var body = Hostile.object(input);
    if (body.isEmpty()) {
      return;
    }

    // When
    var read = Hostile.accepted(() -> CreateEndpointRequest.read(new JsonBody(body.get())));

    // Then
    read.ifPresent(
        request -> {
          assertThat(request.endpoint().isObject()).isTrue();
          assertThat(request.subscriberId()).isNotEmpty();
          assertThat(EndpointShape.matches(request.type(), request.endpoint())).isTrue();
        });
    for (var type : EndpointType.values()) {
      EndpointShape.matches(type, body.get().path("endpoint"));
    }
    Hostile.accepted(() -> ImportedEndpoint.read(body.get()));
  }
}
