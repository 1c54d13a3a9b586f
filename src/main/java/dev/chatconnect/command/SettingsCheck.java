package dev.chatconnect.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import io.smallrye.mutiny.Uni;

/**
 * What the configuration says by itself; what is wrong in it has kept the beans from being made.
 */
@Singleton
@Priority(5)
class SettingsCheck implements Check {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final RedirectUri redirectUri;
  private final Environments environments;
  private final KeyRing ring;

  SettingsCheck(RedirectUri redirectUri, Environments environments, KeyRing ring) {
    this.redirectUri = redirectUri;
    this.environments = environments;
    this.ring = ring;
  }

  @Override
  public Uni<List<Finding>> look() {
    var findings = new ArrayList<Finding>();
    findings.add(publicUrl(redirectUri.root()));
    environments.all().forEach(environment -> findings.add(environment(environment)));
    findings.add(Finding.ok("encryption", "key \"" + ring.currentId() + "\" encrypts"));
    return Uni.createFrom().item(findings);
  }

  static Finding publicUrl(URI root) {
    var subject = "public URL";
    if (THIS_MACHINE.contains(root.getHost())) {
      return Finding.warn(
          subject,
          root + " is this machine alone",
          "Set chat-connect.public-url to the address at which browsers and providers reach it.");
    }
    return root.getScheme().equalsIgnoreCase("https")
        ? Finding.ok(subject, root.toString())
        : Finding.warn(
            subject,
            root + " is not https, which providers refuse and codes travel over",
            "Put a proxy with a certificate before it, and set chat-connect.public-url to https.");
  }

  static Finding environment(Environment environment) {
    var subject = "environment " + environment.name();
    var text =
        "id %s, application identifier %s, API keys: %d"
            .formatted(
                environment.id(),
                environment.applicationIdentifier(),
                environment.apiKeys().size());
    return environment.isHardToGuess()
        ? Finding.ok(subject, text)
        : Finding.warn(
            subject,
            text + "; one can be guessed",
            "Make a key that nobody guesses: keys generate api.");
  }
}
