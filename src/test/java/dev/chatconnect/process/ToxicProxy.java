package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback interface that injects faults. They are set and removed while
 * connections live and act on these at once.
 *
 * <pre>{@code
 * try (var proxy = ToxicProxy.to("127.0.0.1", port)) {
 *   proxy.add(DOWNSTREAM, new Toxic.Latency(Duration.ofMillis(300)));
 *   ...
 *   proxy.heal();
 * }
 * }</pre>
 */
public final class ToxicProxy implements AutoCloseable {

  private static final int BACKLOG = 1_024;

  private final InetSocketAddress target;
  private final int port = Ports.free();
  private final Map<Direction, Toxics> toxics = new EnumMap<>(Direction.class);
  private final Set<ToxicConnection> connections = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  /** A way through the proxy. */
  public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM
  }

  private ToxicProxy(InetSocketAddress target) {
    this.target = target;
    for (var direction : Direction.values()) {
      toxics.put(direction, new Toxics());
    }
  }

  /** A proxy without faults that forwards to a server, which need not be there yet. */
  public static ToxicProxy to(String host, int port) {
    var proxy = new ToxicProxy(InetSocketAddress.createUnresolved(host, port));
    proxy.listen();
    return proxy;
  }

  /** Where it listens, the same as long as it is not closed. */
  public int port() {
    return port;
  }

  /** Connections that live. */
  public int connections() {
    return connections.size();
  }

  /** Sets a fault, in place of one of its kind. */
  public void add(Direction direction, Toxic toxic) {
    toxics.get(direction).add(toxic);
    changed();
  }

  /** Removes the fault of a kind. */
  public void remove(Direction direction, Class<? extends Toxic> kind) {
    toxics.get(direction).remove(kind);
    changed();
  }

  /** Removes all faults. Connections that lost data by one are closed, others live on. */
  public void heal() {
    toxics.values().forEach(Toxics::clear);
    changed();
  }

  @Override
  public synchronized void close() {
    hangUp();
  }

  private synchronized void changed() {
    var down = toxics.values().stream().anyMatch(all -> all.find(Toxic.Down.class).isPresent());
    if (down) {
      hangUp();
    } else if (listener.isClosed()) {
      listen();
    }
    connections.forEach(ToxicConnection::toxicsChanged);
  }

  private synchronized void listen() {
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var open = listener;
    ToxicConnection.run("toxic-proxy", () -> accept(open));
  }

  private synchronized void hangUp() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(ToxicConnection::close);
  }

  private void accept(ServerSocket open) {
    while (!open.isClosed()) {
      try {
        var client = open.accept();
        ToxicConnection.run("toxic-connect", () -> connect(open, client));
      } catch (IOException closed) {
        // The loop ends when the proxy does; a client that went before it was seen is no matter.
      }
    }
  }

  private void connect(ServerSocket open, Socket client) {
    var server = new Socket();
    var connection = new ToxicConnection(client, server, toxics, connections::remove);
    connections.add(connection);
    try {
      server.connect(new InetSocketAddress(target.getHostString(), target.getPort()));
      connection.start();
    } catch (IOException nobodyThere) {
      connection.close();
    }
    if (open.isClosed()) {
      connection.close();
    }
  }
}
