package dev.chatconnect.connectpage;

import java.util.Optional;

import io.quarkus.qute.TemplateData;

/**
 * What a workspace or account is called on the page.
 *
 * @param text for people
 * @param whole the id, where the text has only its beginning
 */
@TemplateData
record Label(String text, Optional<String> whole) {

  /** Ids of chats that people may know are as long; those that nobody can know are longer. */
  private static final int LONGEST = 12;

  private static final int BEGINNING = 8;

  /** What has a name. */
  static Label named(String name) {
    return new Label(name, Optional.empty());
  }

  /** What the provider told only an id of, so that two of them can still be told apart. */
  static Label unnamed(String provider, String id) {
    if (id.codePointCount(0, id.length()) <= LONGEST) {
      return named("%s (%s)".formatted(provider, id));
    }
    var beginning = id.substring(0, id.offsetByCodePoints(0, BEGINNING));
    return new Label("%s (%s…)".formatted(provider, beginning), Optional.of(id));
  }
}
