package dev.chatconnect.ratelimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The smallest network that belongs to one site: an IPv4 address, or the first 64 bits of an IPv6
 * one (RFC 6177 §2), within which a client can have any address that it likes.
 *
 * @param value the address of the network, as text
 */
record ClientNetwork(String value) {

  private static final ClientNetwork UNKNOWN = new ClientNetwork("unknown");
  private static final int SITE_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  /** What translators put in front of IPv4 addresses (RFC 6052 §2.1). */
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /**
   * The network of a client. All clients whose address is no literal share one, so that nobody gets
   * out of being counted by an odd name.
   *
   * @param client the peer of the connection, or what a trusted proxy says of it
   */
  static ClientNetwork of(@Nullable SocketAddress client) {
    if (client == null) {
      return UNKNOWN;
    }
    var host = client.hostAddress() == null ? client.host() : client.hostAddress();
    return host == null ? UNKNOWN : of(host);
  }

  /** The same for an address as text; never asks a name server. */
  static ClientNetwork of(String address) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null ? UNKNOWN : of(bytes);
  }

  private static ClientNetwork of(byte[] literal) {
    try {
      // IPv4 in IPv6's clothes (RFC 4291 §2.5.5.2) comes back as IPv4.
      var address = InetAddress.getByAddress(literal).getAddress();
      if (isTranslated(address)) {
        address = Arrays.copyOfRange(address, TRANSLATED.length, IPV6_BYTES);
      } else if (address.length == IPV6_BYTES) {
        Arrays.fill(address, SITE_BYTES, IPV6_BYTES, (byte) 0);
      }
      return new ClientNetwork(InetAddress.getByAddress(address).getHostAddress());
    } catch (UnknownHostException wrongLength) {
      return UNKNOWN;
    }
  }

  private static boolean isTranslated(byte[] address) {
    return address.length == IPV6_BYTES
        && Arrays.equals(address, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length);
  }
}
