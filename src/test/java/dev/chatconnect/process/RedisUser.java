package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user of Redis that the documentation makes, or one who lacks a rule of it.
 *
 * @param rules what it may do, beginning with a plus
 * @param others the rest of the command's words
 */
record RedisUser(List<String> rules, List<String> others) {

  private static final Path PAGE = Path.of("docs/operations.md");
  private static final Pattern COMMAND =
      Pattern.compile("^ACL SETUSER chat-connect (.*)$", Pattern.MULTILINE);
  private static final Pattern IN_A_CLUSTER = Pattern.compile("In a cluster add `([^`]*)`");

  private static final String NAME = "chat-connect";
  private static final String PASSWORD = UUID.randomUUID().toString();

  /** As for one server. */
  static RedisUser documented() {
    var words = words(COMMAND);
    return new RedisUser(
        words.stream().filter(RedisUser::isRule).toList(),
        words.stream()
            .filter(word -> !isRule(word))
            .map(word -> word.replace("PASSWORD", PASSWORD))
            .toList());
  }

  /** The rules that a cluster needs as well. */
  static List<String> inAClusterToo() {
    return words(IN_A_CLUSTER);
  }

  /** The same with more rules. */
  RedisUser with(List<String> more) {
    return new RedisUser(Stream.concat(rules.stream(), more.stream()).toList(), others);
  }

  /** The same without a rule. */
  RedisUser without(String rule) {
    return new RedisUser(rules.stream().filter(other -> !other.equals(rule)).toList(), others);
  }

  /** Lets it do this and no more from now on, on connections that it has as well. */
  void grant(RedisCommands redis) {
    var command =
        Stream.of(Stream.of("ACL", "SETUSER", NAME, "reset"), others.stream(), rules.stream())
            .flatMap(words -> words);
    redis.send(command.toArray(String[]::new));
  }

  /** Becomes the user of a connection. */
  void enter(RedisCommands.Session session) {
    session.send("AUTH", NAME, PASSWORD);
  }

  /** The address of a server for this user. */
  String url(RedisProcess server) {
    return "redis://" + NAME + ':' + PASSWORD + "@127.0.0.1:" + server.port();
  }

  /** Whether somebody was forbidden a command that a rule allows. */
  static boolean isMissed(String rule, RedisCommands redis) {
    var log = redis.send("ACL", "LOG");
    return commands(rule, redis)
        .map(command -> "\nobject\n" + command)
        .anyMatch(entry -> log.contains(entry + '\n') || log.contains(entry + '|'));
  }

  private static Stream<String> commands(String rule, RedisCommands redis) {
    var name = rule.substring(1);
    return name.startsWith("@")
        ? redis.send("ACL", "CAT", name.substring(1)).lines()
        // Servers before Redis 7 tell of the command alone.
        : Stream.of(name.split("\\|")[0]);
  }

  private static boolean isRule(String word) {
    return word.startsWith("+");
  }

  private static List<String> words(Pattern pattern) {
    try {
      var found = pattern.matcher(Files.readString(PAGE));
      assertThat(found.find()).isTrue();
      return List.of(found.group(1).split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
