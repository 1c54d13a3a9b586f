package dev.chatconnect.provider;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is kept of an installation besides workspace and tokens.
 *
 * @param scopes granted, which may be fewer than asked for
 * @param appId the provider's id of the app
 * @param enterpriseId of the organisation above the workspace
 * @param enterpriseName its name
 * @param installerId provider's id of the user who installed
 * @param orgWide whether the grant is for the whole organisation
 * @param claimed whether all that is known of it, its workspace too, comes from a browser
 */
public record Grant(
    List<String> scopes,
    Optional<String> appId,
    Optional<String> enterpriseId,
    Optional<String> enterpriseName,
    Optional<String> installerId,
    boolean orgWide,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean claimed) {

  /** Nothing is known but what the application says. */
  public static final Grant NONE =
      new Grant(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Nothing is known but what a browser says. */
  public static final Grant CLAIMED = NONE.claimed(true);

  public Grant {
    scopes = List.copyOf(scopes);
  }

  /** A grant that the provider, or the application, told of. */
  public Grant(
      List<String> scopes,
      Optional<String> appId,
      Optional<String> enterpriseId,
      Optional<String> enterpriseName,
      Optional<String> installerId,
      boolean orgWide) {
    this(scopes, appId, enterpriseId, enterpriseName, installerId, orgWide, false);
  }

  /** The same grant with another word on who tells of it. */
  public Grant claimed(boolean byBrowser) {
    return new Grant(scopes, appId, enterpriseId, enterpriseName, installerId, orgWide, byBrowser);
  }
}
