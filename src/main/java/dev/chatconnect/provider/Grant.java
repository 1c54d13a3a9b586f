package dev.chatconnect.provider;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of an installation besides workspace and tokens.
 *
 * @param scopes granted, which may be fewer than asked for
 * @param appId the provider's id of the app
 * @param enterpriseId of the organisation above the workspace
 * @param enterpriseName its name
 * @param installerId provider's id of the user who installed
 * @param orgWide whether the grant is for the whole organisation
 */
public record Grant(
    List<String> scopes,
    Optional<String> appId,
    Optional<String> enterpriseId,
    Optional<String> enterpriseName,
    Optional<String> installerId,
    boolean orgWide) {

  public static final Grant NONE =
      new Grant(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public Grant {
    scopes = List.copyOf(scopes);
  }
}
