package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a confirmed journey came to, and where the application sends the browser. */
@Schema(name = "ConfirmedJourney", requiredProperties = "status")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConfirmedView(
    @Schema(enumeration = "connected") String status,
    @Schema(description = "Of the connection that was made, renewed or linked to.")
        @Nullable String connectionIdentifier,
    @Schema(description = "The journey's own end, with its outcome in the query; where it has one.")
        @Nullable URI redirectUrl,
    @Schema(
            description =
                "The provider's next page, where the same user still has to be linked: send the"
                    + " browser there. Good for one use within a few minutes.")
        @Nullable URI nextUrl) {

  private static final String CONNECTED = "connected";

  static ConfirmedView of(JourneyOutcome.Success success) {
    var redirectUrl =
        success
            .journey()
            .flatMap(AuthorizationState::returnTo)
            .map(returnTo -> ReturnUrls.success(returnTo, success.connectionIdentifier()));
    return new ConfirmedView(
        CONNECTED, success.connectionIdentifier().orElse(null), redirectUrl.orElse(null), null);
  }

  /** The connection is made; its second journey starts at the URL. */
  static ConfirmedView of(JourneyOutcome.Onward onward) {
    return new ConfirmedView(
        CONNECTED, onward.connectionIdentifier().orElse(null), null, onward.url());
  }

  /** Without the URLs: the next one holds a state. */
  @Override
  public String toString() {
    return "ConfirmedView[" + Optional.ofNullable(connectionIdentifier).orElse("") + "]";
  }
}
