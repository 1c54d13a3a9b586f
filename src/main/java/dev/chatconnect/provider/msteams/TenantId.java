package dev.chatconnect.provider.msteams;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenant of Entra. Tenant ids become part of URLs, so nothing but a GUID is one.
 *
 * @param value lower case
 */
record TenantId(String value) {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The tenant of this id, unless it is no GUID. */
  static Optional<TenantId> of(String text) {
    return isGuid(text)
        ? Optional.of(new TenantId(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** Whether this is a GUID, as ids of users are as well. */
  static boolean isGuid(String text) {
    return GUID.matcher(text).matches();
  }
}
