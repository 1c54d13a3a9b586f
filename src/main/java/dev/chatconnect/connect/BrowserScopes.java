package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.ErrorCode;

/**
 * Which scopes a subscriber's browser may ask for: those that are asked for where nobody names any,
 * and those that the integration lists in {@code credentials.browserScopes}. Whoever is sent to the
 * provider trusts the application, not the browser in which the URL was made.
 */
final class BrowserScopes {

  private static final String LISTED = "browserScopes";

  /** Some providers take lists in one text, so one text must not hide a second scope. */
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

  private BrowserScopes() {}

  /**
   * Requires that a browser may ask for what it asks for; the application may ask for anything.
   *
   * @throws dev.chatconnect.web.ApiException 403 with the first scope that is not allowed
   */
  static void require(ConnectUrlRequest request, ChatProvider provider, Credentials credentials) {
    if (!request.byBrowser()) {
      return;
    }
    var usual = provider.usualScopes(credentials, request.mode());
    if (usual.isEmpty()) {
      return;
    }
    var listed = credentials.text(LISTED).stream().flatMap(SEPARATOR::splitAsStream).toList();
    asked(request)
        .filter(Predicate.not(usual.get()::contains))
        .filter(Predicate.not(listed::contains))
        .findFirst()
        .ifPresent(
            scope -> {
              throw ErrorCode.SCOPE_NOT_ALLOWED.with(scope);
            });
  }

  private static Stream<String> asked(ConnectUrlRequest request) {
    Optional<List<String>> scopes =
        request.mode() == ConnectMode.LINK_USER ? request.userScope() : request.scope();
    return scopes.orElse(List.of()).stream()
        .flatMap(SEPARATOR::splitAsStream)
        .filter(Predicate.not(String::isEmpty));
  }
}
