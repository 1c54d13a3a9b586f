package dev.chatconnect.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.provider.Credentials;

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
          "signingSecret");

  private static final Set<String> PLAIN =
      Set.of(
          "accessKey",
          "accountSid",
          "apiKeyRequestHeader",
          "apiURL",
          "apiVersion",
          "applicationId",
          "applicationIdentifier",
          "alertUid",
          "appID",
          "authenticateByToken",
          "authenticationTokenKey",
          "baseUrl",
          "botName",
          "businessId",
          "channelId",
          "clientId",
          "configurationSetName",
          "datePath",
          "domain",
          "externalLink",
          "from",
          "hmac",
          "host",
          "idPath",
          "ignoreTls",
          "imageUrl",
          "instanceId",
          "ipPoolName",
          "messagingServiceSid",
          "openIdConnect",
          "phoneNumberIdentification",
          "port",
          "projectName",
          "redirectUrl",
          "region",
          "requireTls",
          "routingMode",
          "secretKeyRequestHeader",
          "secure",
          "senderName",
          "state",
          "tenantId",
          "title",
          "usePkce",
          "user",
          "verifierUrl",
          "webhookUrl");

  private CredentialFields() {}

  static boolean isSecret(String field) {
    return SECRET.contains(field);
  }

  /** The known fields of what a caller sent: texts, numbers as texts, and switches. */
  static Credentials known(JsonNode sent) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (var property : sent.properties()) {
      var value = property.getValue();
      if (!SECRET.contains(property.getKey()) && !PLAIN.contains(property.getKey())) {
        continue;
      }
      if (value.isBoolean()) {
        values.put(property.getKey(), value.booleanValue());
      } else if (value.isValueNode() && !value.isNull()) {
        values.put(property.getKey(), value.asText());
      }
    }
    return new Credentials(values);
  }
}
