package dev.chatconnect.event;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a receiver of webhooks offers, <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>.
 */
public interface WebhookApi {

  /**
   * Tells of an event.
   *
   * @param id the same in every attempt
   * @param timestamp of the attempt, seconds since 1970
   * @param signatures separated by spaces
   * @param body the bytes that were signed
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  Uni<RestResponse<String>> deliver(
      @HeaderParam("webhook-id") String id,
      @HeaderParam("webhook-timestamp") long timestamp,
      @HeaderParam("webhook-signature") String signatures,
      byte[] body);
}
