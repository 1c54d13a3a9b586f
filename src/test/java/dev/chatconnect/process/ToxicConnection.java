package dev.chatconnect.process;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.chatconnect.process.ToxicProxy.Direction;

/** A client's connection through a proxy: two sockets and a flow each way. */
final class ToxicConnection {

  /** Threads do little, and there are four for each connection. */
  private static final long STACK_BYTES = 256 * 1_024;

  private final Socket client;
  private final Socket server;
  private final ToxicFlow up;
  private final ToxicFlow down;
  private final Consumer<ToxicConnection> onEnd;
  private final AtomicInteger flowing = new AtomicInteger(2);
  private final AtomicBoolean over = new AtomicBoolean();

  ToxicConnection(
      Socket client,
      Socket server,
      Map<Direction, Toxics> toxics,
      Consumer<ToxicConnection> onEnd) {
    this.client = client;
    this.server = server;
    this.onEnd = onEnd;
    up = new ToxicFlow(toxics.get(Direction.UPSTREAM), this);
    down = new ToxicFlow(toxics.get(Direction.DOWNSTREAM), this);
  }

  /** Begins to forward. */
  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    up.start(client, server);
    down.start(server, client);
  }

  void toxicsChanged() {
    up.toxicsChanged();
    down.toxicsChanged();
  }

  /** One direction has told its end; with the second the connection is over. */
  void flowEnded() {
    if (flowing.decrementAndGet() == 0) {
      close();
    }
  }

  /** Ends it with a FIN to both sides. */
  void close() {
    if (over.compareAndSet(false, true)) {
      end();
    }
  }

  /** Ends it with a RST to both sides. */
  void reset() {
    if (over.compareAndSet(false, true)) {
      abortOnClose(client);
      abortOnClose(server);
      end();
    }
  }

  private void end() {
    closeQuietly(client);
    closeQuietly(server);
    up.stop();
    down.stop();
    onEnd.accept(this);
  }

  static void run(String name, Runnable task) {
    var thread = new Thread(null, task, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  /** A socket that does not linger discards what it holds and sends a RST. */
  private static void abortOnClose(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Then there is nobody to tell.
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }
}
