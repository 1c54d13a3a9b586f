package dev.chatconnect.provider;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  private final Map<String, String> names;

  ProviderReach(ProviderClients clients, ProviderCatalog providers) {
    this.clients = clients;
    names =
        providers.descriptors().stream()
            .collect(Collectors.toMap(ProviderDescriptor::id, ProviderDescriptor::displayName));
  }

  /**
   * What came of asking a host.
   *
   * @param provider display name of the provider
   * @param date by the host's clock, where it tells
   * @param failure kind of the failure; empty where it answered, with whatever status
   */
  public record Host(
      String provider, URI address, Optional<Instant> date, Optional<String> failure) {}

  /** Any answer will do. */
  interface HostApi {
    @HEAD
    Uni<RestResponse<String>> head();
  }

  /** Asks every host of every provider, one after the other; never fails. */
  public Uni<List<Host>> look() {
    return Multi.createFrom()
        .items(clients.opened().stream().sorted(ORDER))
        .onItem()
        .transformToUniAndConcatenate(host -> look(host.provider(), host.baseUri()))
        .collect()
        .asList();
  }

  /** The display name of a provider; the id itself of one that this build does not have. */
  public String displayName(String providerId) {
    return names.getOrDefault(providerId, providerId);
  }

  /** The display names of all providers. */
  public Set<String> displayNames() {
    return Set.copyOf(names.values());
  }

  private Uni<Host> look(String provider, URI address) {
    return Uni.createFrom()
        .deferred(() -> clients.client(HostApi.class, address).head())
        .map(answer -> new Host(provider, address, date(answer), Optional.empty()))
        .onFailure()
        .recoverWithItem(
            failure -> new Host(provider, address, Optional.empty(), Optional.of(cause(failure))));
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
