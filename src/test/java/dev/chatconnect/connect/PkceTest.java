package dev.chatconnect.connect;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PkceTest {

  @Test
  void challengesLikeTheStandardsExample() {
    // Given: RFC 7636, appendix B
    var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    // When
    var challenge = Pkce.challenge(verifier);

    // Then
    assertThat(challenge).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }
}
