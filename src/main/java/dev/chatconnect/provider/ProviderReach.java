package dev.chatconnect.provider;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** Whether the providers' hosts can be reached, asked the way that the providers ask them. */
@Singleton
public class ProviderReach {

  private static final Comparator<ProviderClients.Opened> ORDER =
      Comparator.comparing(ProviderClients.Opened::provider)
          .thenComparing(ProviderClients.Opened::baseUri);

  private final ProviderClients clients;

  ProviderReach(ProviderClients clients) {
    this.clients = clients;
  }

  /**
   * What came of asking a host.
   *
   * @param providerId id of the provider
   * @param provider its name in messages
   * @param date by the host's clock, where it tells
   * @param failure kind of the failure; empty where it answered, with whatever status
   */
  public record Host(
      String providerId,
      String provider,
      URI address,
      Optional<Instant> date,
      Optional<String> failure) {}

  /** Any answer will do. */
  interface HostApi extends Closeable {
    @HEAD
    Uni<RestResponse<String>> head();
  }

  /** Asks every host of every provider, one after the other; never fails. */
  public Uni<List<Host>> look() {
    return Multi.createFrom()
        .items(clients.opened().stream().sorted(ORDER))
        .onItem()
        .transformToUniAndConcatenate(this::look)
        .collect()
        .asList();
  }

  private Uni<Host> look(ProviderClients.Opened opened) {
    return Uni.createFrom()
        .deferred(() -> head(clients.client(HostApi.class, opened.baseUri())))
        .map(answer -> host(opened, date(answer), Optional.empty()))
        .onFailure()
        .recoverWithItem(failure -> host(opened, Optional.empty(), Optional.of(cause(failure))));
  }

  private static Uni<RestResponse<String>> head(HostApi client) {
    return client.head().onTermination().invoke(() -> close(client));
  }

  private static void close(HostApi client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Host host(
      ProviderClients.Opened opened, Optional<Instant> date, Optional<String> failure) {
    return new Host(opened.id(), opened.provider(), opened.baseUri(), date, failure);
  }

  private static Optional<Instant> date(RestResponse<String> answer) {
    try {
      return Optional.ofNullable(answer.getHeaderString(HttpHeaders.DATE))
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static String cause(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
