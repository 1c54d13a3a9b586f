package dev.chatconnect.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.chatconnect.secrecy.ProcessAnswers;

/** Calls to replicas, many at once where a test wants a race. Bodies use apostrophes for quotes. */
public final class Api {

  private static final int PATIENCE_SECONDS = 60;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Api() {}

  /** A request of the first environment to a replica. */
  public static HttpRequest.Builder to(ServiceProcess replica, String path) {
    return by(Deployment.API_KEY, replica, path);
  }

  /** The same of the environment that a key opens. */
  public static HttpRequest.Builder by(String apiKey, ServiceProcess replica, String path) {
    return HttpRequest.newBuilder(URI.create(replica.url() + path))
        .header("Authorization", "ApiKey " + apiKey);
  }

  public static HttpRequest get(ServiceProcess replica, String path) {
    return to(replica, path).build();
  }

  public static HttpRequest post(ServiceProcess replica, String path, String body) {
    return to(replica, path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
  }

  public static HttpResponse<String> send(HttpRequest request) {
    return sendAsync(request).join();
  }

  public static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return HTTP.sendAsync(request, BodyHandlers.ofString())
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .thenApply(ProcessAnswers::requireNoSecrets);
  }

  /** Sends many requests at once. */
  public static List<HttpResponse<String>> race(int count, IntFunction<HttpRequest> requests) {
    var sent = IntStream.range(0, count).mapToObj(requests).map(Api::sendAsync).toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }
}
