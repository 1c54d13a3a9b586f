package dev.chatconnect.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderException;
import io.smallrye.mutiny.Uni;

/**
 * Sends one webhook's deliveries, signed with each of its secrets. Calls are bounded and guarded
 * like those to providers; none is repeated here.
 */
final class WebhookSender {

  private final ProviderCalls<WebhookApi> receiver;
  private final List<com.standardwebhooks.Webhook> signers;
  private final Clock clock;

  WebhookSender(Webhook webhook, ProviderClients clients, Clock clock) {
    receiver =
        clients.open(
            "webhook",
            "webhook:" + webhook.name(),
            WebhookApi.class,
            webhook.url(),
            RetrySchedule.LONGEST);
    signers = webhook.secrets().stream().map(com.standardwebhooks.Webhook::new).toList();
    this.clock = clock;
  }

  /**
   * Makes one attempt; never fails.
   *
   * @param id of the event
   */
  Uni<Attempt> send(String id, String body) {
    var timestamp = clock.instant().getEpochSecond();
    var signatures =
        signers.stream()
            .map(signer -> sign(signer, id, timestamp, body))
            .collect(Collectors.joining(" "));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return receiver
        .call(
            "deliver", api -> api.deliver(id, timestamp, signatures, bytes), WebhookSender::outcome)
        .onFailure(ProviderException.class)
        .recoverWithItem(failure -> outcome((ProviderException) failure));
  }

  private static Attempt outcome(ProviderAnswer answer) {
    if (answer.status() < 300) {
      return new Attempt.Delivered();
    }
    return answer.status() == 410
        ? new Attempt.Gone()
        : new Attempt.Failed("http_" + answer.status(), Optional.empty());
  }

  private static Attempt outcome(ProviderException failure) {
    return ProviderCalls.NOT_MADE.contains(failure.reason())
        ? new Attempt.NotMade(failure.retryAfter().orElseThrow())
        : new Attempt.Failed(failure.reason(), failure.retryAfter());
  }

  private static String sign(
      com.standardwebhooks.Webhook signer, String id, long timestamp, String body) {
    try {
      return signer.sign(id, timestamp, body);
    } catch (WebhookSigningException noSuchAlgorithm) {
      throw new IllegalStateException(noSuchAlgorithm);
    }
  }
}
