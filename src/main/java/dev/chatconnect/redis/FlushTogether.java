package dev.chatconnect.redis;

import java.net.InetSocketAddress;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.impl.ContextInternal;

/**
 * Lets the commands that one turn of an event loop sends to Redis go out in one write: the requests
 * that came in together ask for them one by one, and a write of its own for each was an eighth of
 * what the making of a URL cost. None of them waits for another turn.
 */
final class FlushTogether {

  private static final String NAME = "flush-together";

  /** When so many are written, they go out before the turn ends. */
  private static final int MOST = 256;

  private FlushTogether() {}

  /** Arranges that for the connections from this loop, which is that of the thread, to ports. */
  static void on(ContextInternal loop, Set<Integer> ports) {
    if (loop.nettyEventLoop() instanceof SingleThreadEventLoop channels) {
      channels
          .registeredChannelsIterator()
          .forEachRemaining(
              channel -> {
                if (leadsTo(channel, ports) && channel.pipeline().get(NAME) == null) {
                  channel.pipeline().addFirst(NAME, new FlushConsolidationHandler(MOST, true));
                }
              });
    }
  }

  /** Connections that others opened to this service have a parent. */
  private static boolean leadsTo(Channel channel, Set<Integer> ports) {
    return channel.parent() == null
        && channel.remoteAddress() instanceof InetSocketAddress remote
        && ports.contains(remote.getPort());
  }
}
