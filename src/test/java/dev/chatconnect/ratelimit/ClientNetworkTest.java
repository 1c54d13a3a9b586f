package dev.chatconnect.ratelimit;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8::1, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8:0:0:1::, 2001:db8::1",
    "::ffff:203.0.113.7, 203.0.113.7",
    "64:ff9b::cb00:7107, 203.0.113.7",
  })
  void addressesOfOneSiteAreOneNetwork(String one, String other) {
    // Given
    var network = ClientNetwork.of(one);

    // When
    var same = ClientNetwork.of(other);

    // Then
    assertThat(same).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.8",
    "2001:db8::1, 2001:db8:0:1::1",
    "64:ff9b::cb00:7107, 64:ff9b::cb00:7108",
    "::ffff:203.0.113.7, ::ffff:203.0.113.8",
  })
  void addressesOfTwoSitesAreTwoNetworks(String one, String other) {
    // Given
    var network = ClientNetwork.of(one);

    // When
    var second = ClientNetwork.of(other);

    // Then
    assertThat(second).isNotEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "_hidden", "localhost", "1.2.3", "203.0.113.7:80", "::g"})
  void whatIsNoAddressIsOneNetworkTogether(String text) {
    // Given
    var unknown = ClientNetwork.of("unknown");

    // When
    var network = ClientNetwork.of(text);

    // Then
    assertThat(network).isEqualTo(unknown);
  }

  @Test
  void aConnectionIsOfItsPeersNetwork() {
    // Given
    var peer = SocketAddress.inetSocketAddress(4711, "203.0.113.7");

    // When
    var network = ClientNetwork.of(peer);

    // Then
    assertThat(network).isEqualTo(ClientNetwork.of("203.0.113.7"));
    assertThat(ClientNetwork.of(SocketAddress.domainSocketAddress("/run/it.sock")))
        .isEqualTo(ClientNetwork.of("unknown"));
  }
}
