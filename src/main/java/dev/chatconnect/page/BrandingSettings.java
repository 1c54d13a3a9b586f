package dev.chatconnect.page;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** How the pages look: the operator's name, logo and colour. */
@ConfigMapping(prefix = "chat-connect.branding")
public interface BrandingSettings {

  /** For every page. */
  @WithParentName
  Look defaults();

  /** By name of the environment; what is absent there comes from the defaults. */
  Map<String, Look> environments();

  /** One look. */
  interface Look {

    /** Shown at the top of every page. */
    Optional<String> name();

    /** A file, or a {@code data:} URI: PNG, JPEG, WebP or SVG of at most 64 KiB. */
    Optional<String> logo();

    /**
     * Colour of buttons and links, {@code #rrggbb}; it has to be readable on white. {@code #1f5fd6}
     * where none is set.
     */
    Optional<String> accentColor();
  }
}
