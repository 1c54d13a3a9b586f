package dev.chatconnect.integration;

import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.ProviderCatalog;

/** What integrations are called when nobody names them. */
@Singleton
class ProviderNames {

  /** Of providers that this service does not know otherwise. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("grafana-on-call", "Grafana On Call Webhook"),
          Map.entry("getstream", "GetStream"),
          Map.entry("rocket-chat", "Rocket.Chat"),
          Map.entry("whatsapp-business", "WhatsApp Business"),
          Map.entry("chat-webhook", "Chat Webhook"),
          Map.entry("line", "LINE"),
          Map.entry("sendgrid", "SendGrid"),
          Map.entry("ses", "SES"),
          Map.entry("nodemailer", "Custom SMTP"),
          Map.entry("sns", "SNS"),
          Map.entry("fcm", "Firebase Cloud Messaging"),
          Map.entry("apns", "APNs"));

  private final ProviderCatalog providers;

  ProviderNames(ProviderCatalog providers) {
    this.providers = providers;
  }

  /** The provider's name for people; its id with a capital where it is not known. */
  String displayName(String providerId) {
    return providers
        .find(providerId)
        .map(provider -> provider.descriptor().displayName())
        .orElseGet(() -> OTHERS.getOrDefault(providerId, capitalized(providerId)));
  }

  /** The readable part of an identifier, of {@code a-z 0-9 -}; never empty. */
  String slug(String name, String providerId) {
    var slug = slug(name);
    var fallback = slug.isEmpty() ? slug(providerId) : slug;
    return fallback.isEmpty() ? "integration" : fallback;
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
