package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.Set;

import dev.chatconnect.provider.Credentials;

/**
 * Credentials that are to take the place of others.
 *
 * @param sent all that the request names
 * @param removed fields of {@link CredentialFields#OWN} that it names as {@code null}
 */
record NewCredentials(Credentials sent, Set<String> removed) {

  NewCredentials {
    removed = Set.copyOf(removed);
  }

  /**
   * What follows. The set is replaced as a whole, as the reference's is, save for the fields that
   * its clients cannot send: whoever renews a secret with one of them must not switch off, without
   * a word, what guards the journeys.
   */
  Credentials after(Credentials current) {
    var values = new HashMap<String, Object>(current.values());
    values.keySet().retainAll(CredentialFields.OWN);
    values.keySet().removeAll(removed);
    values.putAll(sent.values());
    return new Credentials(values);
  }
}
