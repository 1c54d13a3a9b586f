package dev.chatconnect.integration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.Fields;

/** Which fields credentials may have, and which of them are secret. */
final class CredentialFields {

  private static final Set<String> SECRET =
      Set.of(
          "apiKey",
          "apiToken",
          "headers",
          "secretKey",
          "token",
          "password",
          "serviceAccount",
          "signingSecret",
          // Not secret in the reference.
          "accessKey",
          "authenticationTokenKey",
          "webhookUrl");

  /**
   * Secret fields that former versions kept as they were sent. None of them begins like a
   * ciphertext.
   */
  private static final Set<String> ONCE_IN_CLEAR =
      Set.of("accessKey", "authenticationTokenKey", "webhookUrl");

  /**
   * Fields that the reference does not have: its published clients drop them from what they send.
   */
  static final Set<String> OWN =
      Set.of("verifierUrl", "browserScopes", "usePkce", "openIdConnect", "permissions", "guildId");

  private static final List<String> TEXTS =
      List.of(
          "apiKey",
          "user",
          "secretKey",
          "hmacSecretKeyEncoding",
          "domain",
          "password",
          "host",
          "port",
          "region",
          "accountSid",
          "messageProfileId",
          "token",
          "from",
          "senderName",
          "projectName",
          "applicationId",
          "clientId",
          "baseUrl",
          "webhookUrl",
          "redirectUrl",
          "verifierUrl",
          "browserScopes",
          "serviceAccount",
          "ipPoolName",
          "configurationSetName",
          "apiKeyRequestHeader",
          "secretKeyRequestHeader",
          "idPath",
          "datePath",
          "apiToken",
          "authenticationTokenKey",
          "instanceId",
          "alertUid",
          "title",
          "imageUrl",
          "state",
          "externalLink",
          "channelId",
          "phoneNumberIdentification",
          "accessKey",
          "appSid",
          "senderId",
          "tenantId",
          "AppIOBaseUrl",
          "signingSecret",
          "headers",
          "routingMode",
          "apiURL",
          "apiVersion",
          "appID",
          "applicationIdentifier",
          "botName",
          "businessId",
          "messagingServiceSid",
          "outboundIntegrationId",
          "outboundConnectedAt",
          "fromAddressOverride",
          "emailSlugPrefix",
          "externalEnvironmentId",
          "externalVaultId",
          "externalWorkspaceId",
          "permissions",
          "guildId");

  private static final List<String> SWITCHES =
      List.of("hmac", "authenticateByToken", "usePkce", "openIdConnect");

  /** Switches that forms may also send as {@code "true"} and {@code "false"}. */
  private static final List<String> TEXT_SWITCHES =
      List.of("secure", "requireTls", "ignoreTls", "useFromAddressOverride");

  private CredentialFields() {}

  static boolean isSecret(String field) {
    return SECRET.contains(field);
  }

  /** Whether a stored text of the field is still to be encrypted. */
  static boolean isClear(String field, String stored) {
    return ONCE_IN_CLEAR.contains(field) && !SecretCipher.isCiphertext(stored);
  }

  /**
   * Reads the known fields of {@code credentials}; unknown ones are dropped. A known one of another
   * type is told to {@code fields}: a switch that is quietly off would be a hole.
   */
  static Optional<Credentials> read(Fields fields) {
    return fields.object("credentials").map(CredentialFields::known);
  }

  /** The same for credentials that replace others. */
  static Optional<NewCredentials> readNew(Fields fields) {
    return fields
        .object("credentials")
        .map(
            sent ->
                new NewCredentials(
                    known(sent),
                    OWN.stream()
                        .filter(name -> sent.has(name) && sent.raw(name).isEmpty())
                        .collect(Collectors.toSet())));
  }

  private static Credentials known(Fields sent) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (var name : TEXTS) {
      sent.string(name).ifPresent(text -> values.put(name, text));
    }
    for (var name : SWITCHES) {
      sent.bool(name).ifPresent(on -> values.put(name, on));
    }
    for (var name : TEXT_SWITCHES) {
      textSwitch(sent, name).ifPresent(on -> values.put(name, on));
    }
    return new Credentials(values);
  }

  private static Optional<Boolean> textSwitch(Fields sent, String name) {
    var text = sent.raw(name).map(value -> value.isTextual() ? value.textValue() : "").orElse("");
    return text.equals("true") || text.equals("false")
        ? Optional.of(Boolean.valueOf(text))
        : sent.bool(name);
  }
}
