package dev.chatconnect.process;

import java.nio.file.Path;
import java.util.Map;

/** A server behind a proxy that injects faults, and that can lead to another server. */
final class ProxiedRedis implements RedisTopology {

  private final RedisProcess server;
  private final ToxicProxy proxy;

  ProxiedRedis(Path folder) {
    server = new RedisProcess(folder);
    proxy = ToxicProxy.to("127.0.0.1", server.port());
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void stop() {
    proxy.close();
    server.stop();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + proxy.port());
  }

  RedisProcess server() {
    return server;
  }

  ToxicProxy proxy() {
    return proxy;
  }
}
