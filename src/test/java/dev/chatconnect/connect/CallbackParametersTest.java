package dev.chatconnect.connect;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackParametersTest {

  @Test
  void aGrantIsEverythingButTheState() {
    // When
    var callback = of("state=s", "code=c", "iss=i", "other=o");

    // Then
    assertThat(callback.wellFormed()).isTrue();
    assertThat(callback.state()).contains("s");
    assertThat(callback.error()).isEmpty();
    assertThat(callback.hasGrant()).isTrue();
    assertThat(callback.grant()).isEqualTo(Map.of("code", "c", "iss", "i", "other", "o"));
  }

  @Test
  void consentIsAGrantOfATenant() {
    // When
    var callback = of("state=s", "tenant=t", "admin_consent=True");

    // Then
    assertThat(callback.wellFormed()).isTrue();
    assertThat(callback.hasGrant()).isTrue();
  }

  @Test
  void anErrorIsNoGrant() {
    // When
    var callback = of("state=s", "error=access_denied");

    // Then
    assertThat(callback.error()).contains("access_denied");
    assertThat(callback.hasGrant()).isFalse();
  }

  @Test
  void whatIsEmptyIsNotThere() {
    // When
    var callback = of("state=", "code=", "tenant=", "error=");

    // Then
    assertThat(callback.state()).isEmpty();
    assertThat(callback.error()).isEmpty();
    assertThat(callback.hasGrant()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state", "code", "error", "error_description", "tenant", "admin_consent", "iss"})
  void whatMattersMayBeThereOnceAndNotInBrackets(String name) {
    // When
    var twice = of(name + "=1", name + "=1");
    var listed = of(name + "[]=1");
    var counted = of(name + "[0]=1");

    // Then
    assertThat(java.util.List.of(twice, listed, counted)).noneMatch(CallbackParameters::wellFormed);
  }

  @Test
  void whatDoesNotMatterMayBeRepeated() {
    // When / Then
    assertThat(of("state=s", "code=c", "utm=1", "utm=2", "x[]=1").wellFormed()).isTrue();
  }

  @Test
  void codeAndErrorExcludeEachOther() {
    // When / Then
    assertThat(of("state=s", "code=c", "error=e").wellFormed()).isFalse();
    assertThat(of("state=s", "error=e").wellFormed()).isTrue();
  }

  @Test
  void itsTextHoldsNoValue() {
    // When / Then
    assertThat(of("state=the-state", "code=the-code").toString())
        .contains("state", "code")
        .doesNotContain("the-state", "the-code");
  }

  private static CallbackParameters of(String... pairs) {
    var query = new MultivaluedHashMap<String, String>();
    for (var pair : pairs) {
      query.add(pair.split("=", -1)[0], pair.split("=", -1)[1]);
    }
    return CallbackParameters.of(query);
  }
}
