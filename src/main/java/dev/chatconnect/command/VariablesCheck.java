package dev.chatconnect.command;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.Config;

/**
 * Whether every environment variable that looks like a key of the configuration is one. The service
 * passes over others, since a platform may set variables of any name.
 */
@Singleton
@Priority(6)
class VariablesCheck implements Check {

  private static final String KEYS = "chat-connect.";
  private static final String VARIABLES = variable(KEYS);

  /** Of commands, which take it from there alone. */
  private static final Set<String> OTHERS = Set.of("CHAT_CONNECT_TRANSFER_KEY");

  /** What Kubernetes tells of services whose name begins with ours. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("CHAT_CONNECT_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_\\w+)?)");

  private final Config config;

  VariablesCheck(Config config) {
    this.config = config;
  }

  @Override
  public Uni<List<Finding>> look() {
    return Uni.createFrom()
        .item(() -> unknown(System.getenv().keySet(), config.getPropertyNames()));
  }

  /**
   * @param properties where a variable that was understood is a key in its usual spelling
   */
  static List<Finding> unknown(Collection<String> variables, Iterable<String> properties) {
    var known =
        StreamSupport.stream(properties.spliterator(), false)
            .filter(property -> property.startsWith(KEYS))
            .map(VariablesCheck::variable)
            .collect(Collectors.toSet());
    return variables.stream()
        .filter(variable -> variable.startsWith(VARIABLES))
        .filter(variable -> !known.contains(variable) && !OTHERS.contains(variable))
        .filter(variable -> !SERVICE_LINK.matcher(variable).matches())
        .sorted()
        .map(VariablesCheck::warning)
        .toList();
  }

  private static Finding warning(String variable) {
    return Finding.warn(
        "variable",
        variable + " is no key of the configuration and does nothing",
        "Compare it with docs/configuration.md, which also says how names with - or _ are written.");
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
