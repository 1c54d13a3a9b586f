package dev.chatconnect.endpoint;

import java.util.LinkedHashMap;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointFieldsTest {

  @Test
  void keepTheOrderOfTheCreatorAndNoLaterChange() {
    // Given
    var fields = new LinkedHashMap<String, Object>();
    List.of("url", "channel", "a").forEach(field -> fields.put(field, field));
    var sealed = ChannelEndpoint.sealed(fields);

    // When
    fields.clear();

    // Then
    assertThat(sealed.open().keySet()).containsExactly("url", "channel", "a");
    assertThatThrownBy(() -> sealed.open().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
