package dev.chatconnect.web;

/** Paths of requests. Routes are found with and without a slash at the end. */
public final class RoutePaths {

  private RoutePaths() {}

  /** The path without a slash at its end, so that both forms of one are the same text. */
  public static String canonical(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
