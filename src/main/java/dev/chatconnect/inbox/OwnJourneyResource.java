package dev.chatconnect.inbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.connect.ChatLinkView;
import dev.chatconnect.connect.ConnectUrlRequest;
import dev.chatconnect.connect.LinkChatRequest;
import dev.chatconnect.connect.OAuthUrl;
import dev.chatconnect.connect.SupersededRoute;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hands out the URLs of journeys to the subscriber in the browser. */
@Path(OwnJourneyResource.ROOT)
@RolesAllowed(SubscriberAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Subscriber routes")
public class OwnJourneyResource {

  static final String ROOT = "/v1/inbox";

  private final OwnJourneys journeys;
  private final CurrentSession current;

  OwnJourneyResource(OwnJourneys journeys, CurrentSession current) {
    this.journeys = journeys;
    this.current = current;
  }

  /** The URL at which the subscriber connects a workspace. */
  @POST
  @Path("channel-connections/oauth")
  @Cancellable(false)
  @Operation(
      operationId = "createOwnConnectUrl",
      summary = "Make a URL at which the subscriber connects a workspace",
      description =
          "As `createConnectUrl`, for the subscriber of the session. The context of the session wins over the one in the body. A shared connection that works is not replaced, and a `connectionIdentifier` under which the button of somebody else connects (`chconn-slack-default-<subscriberId>`) answers 403.")
  @ResponseStatus(201)
  public Uni<Data<OAuthUrl>> connect(JsonBody body) {
    var session = current.get();
    return started(session, ConnectUrlRequest.connect(own(body, session)));
  }

  /** The URL at which the subscriber links their own chat identity. */
  @POST
  @Path("channel-endpoints/oauth")
  @Cancellable(false)
  @Operation(
      operationId = "createOwnLinkUserUrl",
      summary = "Make a URL at which the subscriber links their chat identity",
      description =
          "As `createLinkUserUrl`, for the subscriber of the session. A connection that is named must be one that the subscriber sees.")
  @ResponseStatus(201)
  public Uni<Data<OAuthUrl>> linkUser(JsonBody body) {
    var session = current.get();
    return started(session, ConnectUrlRequest.linkUser(own(body, session)));
  }

  /**
   * Both in one, as the first version of the API had it.
   *
   * @deprecated for {@code channel-connections/oauth} and {@code channel-endpoints/oauth}
   */
  @POST
  @Path("chat/oauth")
  @Cancellable(false)
  @Deprecated
  @Operation(
      operationId = "createOwnChatUrl",
      summary = "Make a URL at which the subscriber connects or links",
      description = "Use one of the two newer routes instead.",
      deprecated = true)
  @ResponseStatus(201)
  public Uni<RestResponse<Data<OAuthUrl>>> either(JsonBody body) {
    var session = current.get();
    var request = ConnectUrlRequest.either(own(body, session));
    return journeys
        .start(session, request)
        .map(url -> SupersededRoute.answer(url, ROOT, request.mode()));
  }

  /** The URL at which the subscriber links their chat. */
  @POST
  @Path("channel-endpoints/link")
  @Cancellable(false)
  @Operation(
      operationId = "linkOwnChat",
      summary = "Make a URL at which the subscriber links themselves through a chat",
      description =
          "For providers whose users are linked by talking to the app instead of by OAuth.")
  public Uni<Data<ChatLinkView>> link(JsonBody body) {
    var session = current.get();
    return journeys
        .link(session, LinkChatRequest.read(own(body, session)))
        .map(offer -> new Data<>(ChatLinkView.of(offer)));
  }

  private Uni<Data<OAuthUrl>> started(SubscriberSession session, ConnectUrlRequest request) {
    return journeys.start(session, request).map(url -> new Data<>(new OAuthUrl(url)));
  }

  private static JsonBody own(JsonBody body, SubscriberSession session) {
    return body.with("subscriberId", session.subscriberId());
  }
}
