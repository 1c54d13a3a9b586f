package dev.chatconnect.provider;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormTest {

  @Test
  void aValueCannotAddAField() {
    // When
    var form = new Form().with("code", "a&client_id=b=c d%ü").with("state", "1");

    // Then
    assertThat(form.encoded()).isEqualTo("code=a%26client_id%3Db%3Dc+d%25%C3%BC&state=1");
  }

  @Test
  void aFieldWithoutAValueIsLeftOut() {
    // When
    var form = new Form().with("code_verifier", Optional.empty()).with("code", Optional.of("c"));

    // Then
    assertThat(form.encoded()).isEqualTo("code=c");
  }

  @Test
  void itsTextHoldsNoSecret() {
    // When
    var text = new Form().with("client_secret", "s3cret").toString();

    // Then
    assertThat(text).isEqualTo("Form[]");
  }
}
