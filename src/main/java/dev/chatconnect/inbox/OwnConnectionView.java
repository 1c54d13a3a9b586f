package dev.chatconnect.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A connection as its subscriber sees it.
 *
 * @param workspace {@code id}, {@code name} and {@code botUserId}, where known
 * @param createdAt ISO 8601, UTC
 */
@Schema(
    name = "SubscriberConnection",
    requiredProperties = {"identifier", "workspace", "createdAt"})
public record OwnConnectionView(
    String identifier,
    @Schema(ref = "Workspace") Map<String, Object> workspace,
    @Schema(format = "date-time") String createdAt) {

  private static final List<String> SHOWN = List.of("id", "name", "botUserId");

  static OwnConnectionView of(ChannelConnection connection) {
    var workspace = new LinkedHashMap<String, Object>();
    SHOWN.stream()
        .filter(connection.workspace()::containsKey)
        .forEach(name -> workspace.put(name, connection.workspace().get(name)));
    return new OwnConnectionView(
        connection.identifier(), workspace, Timestamps.iso(connection.createdAt()));
  }

  /**
   * The answer for one connection, in both forms that clients read: the published browser SDK looks
   * for the fields beside the envelope.
   */
  @Schema(
      name = "SubscriberConnectionAnswer",
      requiredProperties = {"data", "identifier", "workspace", "createdAt"})
  public record InBothForms(
      OwnConnectionView data,
      @Schema(description = "The same as in `data`, for the published browser SDK.")
          String identifier,
      @Schema(ref = "Workspace") Map<String, Object> workspace,
      @Schema(format = "date-time") String createdAt) {

    static InBothForms of(OwnConnectionView view) {
      return new InBothForms(view, view.identifier(), view.workspace(), view.createdAt());
    }
  }
}
