package dev.chatconnect.connectpage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * The body of {@code POST /v1/connect-links}.
 *
 * @param expiresIn life of the link
 */
record ConnectLinkRequest(
    String subscriberId,
    ActingContext context,
    Optional<List<String>> integrations,
    Duration expiresIn,
    Optional<String> redirectUrl,
    Optional<String> origin) {

  private static final int MAX_INTEGRATIONS = 50;

  static ConnectLinkRequest read(JsonBody body, ConnectLinkSettings settings) {
    var fields = Fields.of(body);
    var subscriberId =
        fields.requiredNonEmptyString("subscriberId", "subscriberId should not be empty");
    fields.requireShort("subscriberId");
    var context = ActingContext.read(fields);
    var integrations = fields.strings("integrations").filter(list -> !list.isEmpty());
    if (integrations.filter(list -> list.size() > MAX_INTEGRATIONS).isPresent()) {
      fields.rejectField("integrations", "must contain no more than 50 elements");
    }
    var expiresIn = expiresIn(fields, settings);
    var redirectUrl = fields.string("redirectUrl").filter(url -> !url.isEmpty());
    var origin = fields.string("origin").filter(text -> !text.isEmpty());
    fields.verify();
    return new ConnectLinkRequest(
        subscriberId, context, integrations, expiresIn, redirectUrl, origin);
  }

  private static Duration expiresIn(Fields fields, ConnectLinkSettings settings) {
    var given = fields.raw("expiresIn");
    if (given.isEmpty()) {
      return settings.defaultTtl();
    }
    var longest = settings.maxTtl().toSeconds();
    if (!given.get().isIntegralNumber()
        || !given.get().canConvertToInt()
        || given.get().intValue() < 1
        || given.get().intValue() > longest) {
      fields.rejectField("expiresIn", "must be a whole number of seconds from 1 to " + longest);
      return settings.defaultTtl();
    }
    return Duration.ofSeconds(given.get().intValue());
  }
}
