package dev.chatconnect.provider.telegram;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The methods of the <a href="https://core.telegram.org/bots/api">Bot API</a> that are used. The
 * bot's token is part of every path.
 */
@Path("/")
interface TelegramApi {

  /** Who the bot is, <a href="https://core.telegram.org/bots/api#getme">getMe</a>. */
  @GET
  @Path("bot{token}/getMe")
  Uni<RestResponse<String>> me(@PathParam("token") String token);

  /**
   * Where updates go, <a href="https://core.telegram.org/bots/api#setwebhook">setWebhook</a>;
   * replaces what was set before.
   */
  @POST
  @Path("bot{token}/setWebhook")
  @Consumes(MediaType.APPLICATION_JSON)
  Uni<RestResponse<String>> setWebhook(@PathParam("token") String token, BotWebhook webhook);

  /** Says something, <a href="https://core.telegram.org/bots/api#sendmessage">sendMessage</a>. */
  @POST
  @Path("bot{token}/sendMessage")
  @Consumes(MediaType.APPLICATION_JSON)
  Uni<RestResponse<String>> sendMessage(@PathParam("token") String token, BotMessage message);
}
