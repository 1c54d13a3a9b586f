package dev.chatconnect.ratelimit;

import dev.chatconnect.ratelimit.RatePolicy.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RatePolicyTest {

  @Test
  void headerNamesQuotaWindowAndBurst() {
    // Given
    var policy = new RatePolicy(Category.CONFIGURATION, 20);

    // When
    var header = policy.header("free");

    // Then
    assertThat(header)
        .isEqualTo(
            "100;w=5;burst=110;comment=\"token bucket\";category=\"configuration\";cost=\"single\";serviceLevel=\"free\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/channel-connections,CONFIGURATION",
    "/v1/channel-connections/a/token,CONFIGURATION",
    "/v1/channel-endpoints/a,CONFIGURATION",
    "/v1/channel-connections-like,GLOBAL",
    "/v1/integrations/channel-connections/oauth,GLOBAL",
    "/v1/integrations,GLOBAL",
  })
  void pathDecidesTheCategory(String path, Category expected) {
    // Given
    var route = path;

    // When
    var category = Category.of(route);

    // Then
    assertThat(category).isEqualTo(expected);
  }
}
