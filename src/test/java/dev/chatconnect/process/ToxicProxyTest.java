package dev.chatconnect.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.chatconnect.process.ToxicProxy.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Each fault does what its name says, to connections that live, until it is removed. */
class ToxicProxyTest {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LONG_MILLIS = 500;
  private static final Duration LONG = Duration.ofMillis(LONG_MILLIS);
  private static final byte[] WORD = "hello".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server = listen();
  private final ToxicProxy proxy = ToxicProxy.to("127.0.0.1", server.getLocalPort());
  private Socket client;
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    client = dial();
    peer = server.accept();
    peer.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    peer.close();
    server.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource
  void withoutFaultAllPassesAndTheEndToo(Direction direction) throws IOException {
    // Given
    var bytes = new byte[1_000_000];
    bytes[999_999] = 1;

    // When
    ToxicConnection.run("sender", () -> sendAndEnd(from(direction), bytes));

    // Then
    assertThat(to(direction).getInputStream().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void connectionsAreForgottenWhenTheyEnd() throws IOException {
    // Given
    assertThat(proxy.connections()).isEqualTo(1);

    // When
    client.close();
    peer.close();

    // Then
    await().until(() -> proxy.connections() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void latencyDelaysWhatPasses(Direction direction) throws IOException {
    // Given
    assertThat(millisToPass(direction)).isLessThan(LONG_MILLIS);

    // When
    proxy.add(direction, new Toxic.Latency(LONG));

    // Then
    assertThat(millisToPass(direction)).isGreaterThanOrEqualTo(LONG_MILLIS);
    assertThat(millisToPass(other(direction))).isLessThan(LONG_MILLIS);
    proxy.heal();
    assertThat(millisToPass(direction)).isLessThan(LONG_MILLIS);
  }

  @Test
  void latencyVariesByItsJitter() throws IOException {
    // Given
    proxy.add(Direction.UPSTREAM, new Toxic.Latency(Duration.ofMillis(100), Duration.ofMillis(90)));
    var shortest = Long.MAX_VALUE;
    var longest = 0L;

    // When
    for (var i = 0; i < 20; i++) {
      var millis = millisToPass(Direction.UPSTREAM);
      shortest = Math.min(shortest, millis);
      longest = Math.max(longest, millis);
    }

    // Then
    assertThat(shortest).isBetween(10L, 100L);
    assertThat(longest).isGreaterThan(100);
  }

  @Test
  void downClosesAndRefusesUntilItIsRemoved() throws IOException {
    // Given
    assertThat(millisToPass(Direction.UPSTREAM)).isLessThan(LONG_MILLIS);

    // When
    proxy.add(Direction.UPSTREAM, new Toxic.Down());

    // Then
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
    await()
        .untilAsserted(() -> assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class));
    proxy.heal();
    dial().close();
  }

  @ParameterizedTest
  @EnumSource
  void bandwidthLimitsBytesPerSecond(Direction direction) throws IOException {
    // Given
    var bytes = new byte[20_000];
    proxy.add(direction, new Toxic.Bandwidth(20_000));

    // When
    var millis = millisToPass(direction, bytes);

    // Then
    assertThat(millis).isBetween(800L, 5_000L);
    proxy.heal();
    assertThat(millisToPass(direction, bytes)).isLessThan(LONG_MILLIS);
  }

  @ParameterizedTest
  @EnumSource
  void slowCloseDelaysTheEndAndNotWhatCameBefore(Direction direction) throws IOException {
    // Given
    proxy.add(direction, new Toxic.SlowClose(LONG));
    var in = to(direction).getInputStream();
    var start = System.nanoTime();

    // When
    sendAndEnd(from(direction), WORD);

    // Then
    assertThat(in.readNBytes(WORD.length)).isEqualTo(WORD);
    assertThat(millisSince(start)).isLessThan(LONG_MILLIS);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(LONG_MILLIS);
  }

  @ParameterizedTest
  @EnumSource
  void timeoutLetsNothingPassAndThenCloses(Direction direction) throws IOException {
    // Given
    var start = System.nanoTime();
    proxy.add(direction, new Toxic.Timeout(LONG));

    // When
    from(direction).getOutputStream().write(WORD);

    // Then
    assertThat(to(direction).getInputStream().read()).isEqualTo(-1);
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(LONG_MILLIS);
  }

  @Test
  void timeoutWithoutTimeClosesWhenItIsRemoved() throws IOException {
    // Given
    proxy.add(Direction.UPSTREAM, new Toxic.Timeout(Duration.ZERO));
    client.getOutputStream().write(WORD);
    peer.setSoTimeout(LONG_MILLIS);
    assertThatThrownBy(() -> peer.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);

    // When
    proxy.heal();

    // Then
    peer.setSoTimeout(PATIENCE_MILLIS);
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void resetPeerEndsWithAResetAfterTheFirstData(Direction direction) throws IOException {
    // Given
    proxy.add(direction, new Toxic.ResetPeer(LONG));
    var start = System.nanoTime();

    // When
    from(direction).getOutputStream().write(WORD);

    // Then
    assertThatThrownBy(() -> to(direction).getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(millisSince(start)).isGreaterThanOrEqualTo(LONG_MILLIS);
  }

  @ParameterizedTest
  @EnumSource
  void slicerPassesPieces(Direction direction) throws IOException {
    // Given
    proxy.add(direction, new Toxic.Slicer(100, 20, Duration.ofMillis(100)));
    var in = to(direction).getInputStream();

    // When
    from(direction).getOutputStream().write(new byte[1_000]);

    // Then
    assertThat(firstPiece(in)).isBetween(80, 120);
    assertThat(in.readNBytes(1_000 - 120)).hasSize(1_000 - 120);
  }

  @ParameterizedTest
  @EnumSource
  void limitDataClosesAfterSoManyBytes(Direction direction) throws IOException {
    // Given
    assertThat(millisToPass(direction, new byte[200])).isLessThan(LONG_MILLIS);
    proxy.add(direction, new Toxic.LimitData(300));

    // When
    from(direction).getOutputStream().write(new byte[1_000]);

    // Then
    assertThat(to(direction).getInputStream().readAllBytes()).hasSize(300);
  }

  @Test
  void faultsAddUpAndOneIsRemovedWithoutTheOthers() throws IOException {
    // Given
    proxy.add(Direction.UPSTREAM, new Toxic.Latency(LONG));
    proxy.add(Direction.UPSTREAM, new Toxic.Bandwidth(20_000));
    var bytes = new byte[20_000];
    assertThat(millisToPass(Direction.UPSTREAM, bytes)).isGreaterThan(LONG_MILLIS + 700L);

    // When
    proxy.remove(Direction.UPSTREAM, Toxic.Bandwidth.class);

    // Then
    assertThat(millisToPass(Direction.UPSTREAM, bytes))
        .isBetween((long) LONG_MILLIS, LONG_MILLIS + 700L);
  }

  @Test
  void newConnectionsGoWhereItIsRedirectedTo() throws IOException {
    // Given
    try (var other = listen()) {
      // When
      proxy.redirect("127.0.0.1", other.getLocalPort());

      // Then
      try (var late = dial();
          var met = other.accept()) {
        late.getOutputStream().write(WORD);
        assertThat(met.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
      }
      assertThat(millisToPass(Direction.UPSTREAM)).isLessThan(LONG_MILLIS);
    }
  }

  private Socket dial() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private Socket from(Direction direction) {
    return direction == Direction.UPSTREAM ? client : peer;
  }

  private Socket to(Direction direction) {
    return from(other(direction));
  }

  private static Direction other(Direction direction) {
    return direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
  }

  private long millisToPass(Direction direction) throws IOException {
    return millisToPass(direction, WORD);
  }

  private long millisToPass(Direction direction, byte[] bytes) throws IOException {
    var start = System.nanoTime();
    from(direction).getOutputStream().write(bytes);
    assertThat(to(direction).getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    return millisSince(start);
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static int firstPiece(InputStream in) throws IOException {
    return in.read(new byte[1_000]);
  }

  private static void sendAndEnd(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
