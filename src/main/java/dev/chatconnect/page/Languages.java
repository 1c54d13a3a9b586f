package dev.chatconnect.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** The languages of the pages. */
public final class Languages {

  private static final List<Locale> SUPPORTED =
      List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("es"));

  /** Browsers send a few; a header that names more is not worth the reading. */
  private static final int MAX_HEADER = 512;

  private Languages() {}

  /**
   * The language that suits a browser best: the lookup of RFC 4647 §3.4, English by default.
   *
   * @param acceptLanguage the request's header (RFC 9110 §12.5.4)
   */
  public static Locale best(Optional<String> acceptLanguage) {
    return acceptLanguage
        .filter(header -> header.length() <= MAX_HEADER)
        .flatMap(Languages::lookup)
        .orElse(Locale.ENGLISH);
  }

  /** The texts of a message bundle in a language of {@link #best}. */
  public static <T> T messages(Class<T> bundle, Locale language) {
    return language.equals(Locale.ENGLISH)
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(language.toLanguageTag()));
  }

  static List<Locale> supported() {
    return SUPPORTED;
  }

  private static Optional<Locale> lookup(String header) {
    try {
      return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), SUPPORTED));
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      return Optional.empty();
    }
  }
}
