package dev.chatconnect.provider.zoom;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.Workspace;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A user and the account that they belong to, which is the workspace. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record ZoomUser(
    Optional<String> id,
    @JsonProperty("account_id") Optional<String> accountId,
    Optional<String> company) {

  static final String ENDPOINT = "zoom_user";

  ZoomUser {
    id = id.filter(value -> !value.isBlank());
    accountId = accountId.filter(value -> !value.isBlank());
    company = company.filter(value -> !value.isBlank());
  }

  Optional<PlatformUser> user() {
    return id.map(ZoomUser::user);
  }

  /** How the user of an id is reached. */
  static PlatformUser user(String id) {
    return new PlatformUser(ENDPOINT, Map.of("userId", id));
  }

  Optional<Workspace> workspace() {
    return accountId.map(account -> new Workspace(account, company, Optional.empty()));
  }
}
