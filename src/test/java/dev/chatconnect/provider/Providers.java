package dev.chatconnect.provider;

import java.util.List;

/** Catalogues for tests without an application. */
public final class Providers {

  private Providers() {}

  /** A catalogue of these. */
  public static ProviderCatalog of(ChatProvider... providers) {
    return new ProviderCatalog(List.of(providers));
  }
}
