package dev.chatconnect.integration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.web.QueryFields;

/** The ids of providers that lists can be filtered by. */
@Singleton
public class ProviderIds {

  /** Those of the reference API, of all channels, in the order in which it tells them. */
  private static final String OF_THE_REFERENCE =
      """
      anypost emailjs mailgun mailjet mandrill nodemailer postmark sendgrid sendinblue ses
      netcore infobip-email resend plunk mailersend mailtrap clickatell outlook365 novu-email
      sparkpost email-webhook braze novu-email-agent nexmo plivo sms77 sms-central sns telnyx
      twilio gupshup firetext infobip-sms burst-sms bulk-sms isend-sms forty-six-elks kannel
      maqsam termii africas-talking novu-sms sendchamp generic-sms clicksend bandwidth
      messagebird simpletexting azure-sms ring-central brevo-sms eazy-sms mobishastra
      afro-message unifonic smsmode imedia sinch isendpro-sms cm-telecom ruach-sms fcm apns
      expo one-signal pushpad push-webhook pusher-beams appio novu slack discord msteams
      webex-messaging mattermost ryver zulip grafana-on-call getstream rocket-chat
      whatsapp-business line chat-webhook novu-slack telegram sendblue novu-web-chat anthropic
      novu-anthropic anthropic-aws pagerduty opsgenie grafana tool-webhook
      """;

  private final List<String> all;

  ProviderIds(ProviderCatalog providers) {
    all =
        Stream.concat(
                OF_THE_REFERENCE.lines().flatMap(line -> Stream.of(line.split(" "))),
                providers.descriptors().stream().map(ProviderDescriptor::id))
            .distinct()
            .toList();
  }

  /** The parameter {@code providerId}: one that no provider has is a mistake of the caller. */
  public Optional<String> read(QueryFields query) {
    return query.oneOf("providerId", all);
  }

  /** The reference API's, then those that only this build has. */
  List<String> all() {
    return all;
  }
}
