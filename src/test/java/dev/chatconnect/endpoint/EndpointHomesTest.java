package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.ApiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointHomesTest {

  private static final String CHAT = "chat";
  private static final Set<String> TOOLS =
      Set.of("pagerduty", "opsgenie", "grafana", "tool-webhook");
  private static final String PROVIDERS =
      """
      slack novu-slack msteams webex-messaging telegram line discord google-chat zoom
      whatsapp-business sendblue mattermost chat-webhook getstream grafana-on-call rocket-chat
      ryver zulip pagerduty opsgenie grafana tool-webhook my-own-chat
      """;

  @ParameterizedTest
  @CsvSource({
    "SLACK_CHANNEL, slack novu-slack",
    "SLACK_USER, slack novu-slack",
    "MS_TEAMS_CHANNEL, msteams",
    "MS_TEAMS_USER, msteams",
    "WEBEX_ROOM, webex-messaging",
    "WEBEX_PERSON, webex-messaging",
    "TELEGRAM_CHAT, telegram",
    "LINE_USER, line",
    "DISCORD_USER, discord",
    "GOOGLE_CHAT_USER, google-chat",
    "ZOOM_USER, zoom",
    "PAGERDUTY_SERVICE, pagerduty",
    "OPSGENIE_INTEGRATION, opsgenie",
    "GRAFANA_ONCALL_INTEGRATION, grafana",
    "TOOL_WEBHOOK, tool-webhook",
    "WEBHOOK, slack novu-slack msteams discord mattermost chat-webhook getstream grafana-on-call"
        + " rocket-chat ryver zulip google-chat zoom webex-messaging my-own-chat",
    "PHONE, whatsapp-business sendblue chat-webhook my-own-chat",
  })
  void aDestinationIsAtOneOfTheProvidersOfItsType(EndpointType type, String providers) {
    // Given
    var known = PROVIDERS.lines().flatMap(line -> Stream.of(line.split(" ")));

    // When
    var fitting = known.filter(provider -> fits(provider, channel(provider), type));

    // Then
    assertThat(fitting).containsExactlyInAnyOrder(providers.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "WEBHOOK, chat-webhook, chat, true",
    "WEBHOOK, chat-webhook, , true",
    "WEBHOOK, sendgrid, email, false",
    "WEBHOOK, twilio, sms, false",
    "WEBHOOK, tool-webhook, tool, false",
    "WEBHOOK, push-webhook, push, false",
    "PHONE, whatsapp-business, , true",
    "PHONE, twilio, sms, true",
    "PHONE, sendgrid, email, false",
    "PHONE, pagerduty, tool, false",
  })
  void addressesOfNoParticularProviderNeedAFittingChannel(
      EndpointType type, String provider, String channel, boolean fit) {
    // When
    var fits = fits(provider, channel, type);

    // Then
    assertThat(fits).isEqualTo(fit);
  }

  @Test
  void aRefusalNamesTheTypeAndWhatItDoesNotFit() {
    // Given
    var telegram = integration("telegram", CHAT);

    // When
    ThrowingCallable address = () -> EndpointHomes.require(telegram, EndpointType.WEBHOOK);
    ThrowingCallable person = () -> EndpointHomes.require(telegram, EndpointType.SLACK_USER);

    // Then
    assertThatThrownBy(address)
        .hasMessage(
            "Channel endpoint type \"webhook\" does not fit integration \"mine\" of provider"
                + " \"telegram\"");
    assertThatThrownBy(person)
        .hasMessage("Channel endpoint type \"slack_user\" requires a Slack integration");
  }

  private static boolean fits(String provider, String channel, EndpointType type) {
    try {
      EndpointHomes.require(integration(provider, channel), type);
      return true;
    } catch (ApiException refused) {
      assertThat(refused.code().status()).isEqualTo(400);
      return false;
    }
  }

  private static String channel(String provider) {
    return TOOLS.contains(provider) ? "tool" : CHAT;
  }

  private static Integration integration(String provider, String channel) {
    return new Integration(
        "0123456789abcdef01234567",
        "mine",
        "Mine",
        provider,
        Optional.ofNullable(channel),
        "delivery",
        Credentials.NONE,
        Optional.empty(),
        Optional.empty(),
        true,
        false,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
