package dev.chatconnect.provider;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormEncodingTest {

  @Property
  void aValueIsEncodedAsTheFormDoesHoweverOftenItComes(@ForAll String value) {
    // Given
    FormEncoding.encode(value);

    // When
    var text = FormEncoding.encode(value);

    // Then
    assertThat(text).isEqualTo(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  @Test
  void valuesThatShareAPlaceAreNotTakenForEachOther() {
    // Given: "Aa" and "BB" have one hash code.
    FormEncoding.encode("/Aa");

    // When
    var text = FormEncoding.encode("/BB");

    // Then
    assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo("/BB");
  }
}
