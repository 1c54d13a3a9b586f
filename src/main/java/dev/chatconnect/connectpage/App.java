package dev.chatconnect.connectpage;

import java.util.List;
import java.util.Optional;

import io.quarkus.qute.TemplateData;

/**
 * A chat app on the connect page.
 *
 * @param identifier of the integration
 * @param name as the application named it
 * @param provider its name
 * @param workspace the connection, if there is one
 * @param accounts where the subscriber is reached through it
 * @param canConnect whether a workspace can be connected
 * @param canLink whether an account can be linked
 * @param linked whether an account is linked that can be written to
 */
@TemplateData
record App(
    String identifier,
    String name,
    String provider,
    Optional<Workspace> workspace,
    List<Account> accounts,
    boolean canConnect,
    boolean canLink,
    boolean linked) {

  /**
   * A connected workspace.
   *
   * @param identifier of the connection
   * @param name for people
   * @param active whether it can be used
   * @param shared whether it belongs to more than this subscriber
   */
  @TemplateData
  record Workspace(String identifier, Label name, boolean active, boolean shared) {}

  /**
   * A linked account.
   *
   * @param identifier of the endpoint
   * @param name for people
   */
  @TemplateData
  record Account(String identifier, Label name) {}

  /** What stands in for a logo. */
  public String initial() {
    return provider.substring(0, provider.offsetByCodePoints(0, 1));
  }

  /** Whether the integration has a name that says more than the provider's. */
  public boolean named() {
    return !name.equalsIgnoreCase(provider);
  }

  /** Style of the state. */
  public String state() {
    return broken() ? "broken" : connected() ? "connected" : "absent";
  }

  /** Whether there is something to use. */
  public boolean connected() {
    return workspace.isPresent() || linked;
  }

  /** Whether the connection stopped working. */
  public boolean broken() {
    return workspace.filter(found -> !found.active()).isPresent();
  }

  /** Whether a button to connect makes sense. */
  public boolean offersConnect() {
    return canConnect && workspace.isEmpty();
  }

  /** Whether a button to connect anew makes sense: a shared connection is for others to renew. */
  public boolean offersReconnect() {
    return canConnect && workspace.filter(found -> !found.active() && !found.shared()).isPresent();
  }

  /**
   * Whether a button to link an account makes sense. An account of a workspace that is not
   * connected could not be written to.
   */
  public boolean offersLink() {
    return canLink && !linked && (workspace.isPresent() || !canConnect);
  }

  /** Whether an account can be linked as soon as a workspace is connected. */
  public boolean linksLater() {
    return canLink && canConnect && workspace.isEmpty();
  }
}
