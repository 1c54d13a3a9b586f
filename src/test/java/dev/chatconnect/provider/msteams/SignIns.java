package dev.chatconnect.provider.msteams;

import java.time.Instant;
import java.util.Map;

import dev.chatconnect.provider.SigningPair;

import static dev.chatconnect.connect.Journeys.query;

/** Signs people in at the stand-in for Entra, whose page alone cannot sign tokens. */
public final class SignIns {

  private static final SigningPair KEY = new SigningPair();

  private SignIns() {}

  /** Credentials of an integration that can sign people in. */
  public static Map<String, Object> credentials() {
    return Cloud.APP.values();
  }

  /**
   * A code with which a user signs in.
   *
   * @param signInUrl URL of the sign-in page
   */
  public static String code(String signInUrl, String tenant, String user) {
    var cloud = Cloud.ofTheApplication();
    cloud.publishes(KEY);
    var nonce = query(signInUrl).get("nonce");
    return cloud.codeFor(KEY.sign(cloud.claims(tenant, user, nonce, Instant.now())));
  }
}
