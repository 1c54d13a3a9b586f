package dev.chatconnect.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/**
 * Reads a request's body in a filter without blocking, and leaves it for the route to read: the
 * framework skips its own reading when a filter has provided the stream.
 */
@Singleton
class BodyBuffer {

  /**
   * The whole body.
   *
   * @return the bytes, or 413 when there are more than the service accepts
   */
  Uni<byte[]> read(ResteasyReactiveRequestContext context) {
    return Uni.createFrom()
        .<byte[]>emitter(emitter -> listen(context.serverRequest(), emitter))
        .invoke(bytes -> context.setInputStream(new ByteArrayInputStream(bytes)))
        // What is left of the body must not be taken for the connection's next request.
        .onFailure()
        .invoke(() -> context.serverResponse().setResponseHeader("Connection", "close"));
  }

  private void listen(ServerHttpRequest request, UniEmitter<? super byte[]> emitter) {
    var collector = new Collector(request, emitter);
    if (request.isRequestEnded()) {
      request.resumeRequestInput();
      collector.done();
    } else {
      request.setReadListener(collector);
      request.resumeRequestInput();
    }
  }

  private static final class Collector implements ServerHttpRequest.ReadCallback {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServerHttpRequest request;
    private final UniEmitter<? super byte[]> emitter;

    Collector(ServerHttpRequest request, UniEmitter<? super byte[]> emitter) {
      this.request = request;
      this.emitter = emitter;
    }

    @Override
    public void data(ByteBuffer data) {
      if (bytes.size() + data.remaining() > JsonBody.MAX_BYTES) {
        request.pauseRequestInput();
        emitter.fail(ErrorCode.PAYLOAD_TOO_LARGE.with());
        return;
      }
      var chunk = new byte[data.remaining()];
      data.get(chunk);
      bytes.writeBytes(chunk);
    }

    @Override
    public void done() {
      emitter.complete(bytes.toByteArray());
    }
  }
}
