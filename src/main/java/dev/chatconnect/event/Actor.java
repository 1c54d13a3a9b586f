package dev.chatconnect.event;

import java.util.Optional;

import dev.chatconnect.web.WireEnum;

/**
 * Who caused an event, as far as the service knows.
 *
 * @param id where there is more to say than the kind
 */
public record Actor(Kind kind, Optional<String> id) {

  /** Kinds of actors. */
  public enum Kind implements WireEnum {
    /** A caller with an API key. */
    API_KEY("api_key"),
    /** A subscriber, in a session of its own. */
    SUBSCRIBER("subscriber"),
    /** A person who came back from the provider. */
    JOURNEY("journey"),
    /** The renewal of tokens ahead of their end. */
    SWEEP("sweep"),
    /** A provider, by an event that it sent. */
    PROVIDER("provider"),
    /** An operator with a command of the program. */
    COMMAND("command"),
    /** The service itself. */
    SERVICE("service");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  public static final Actor JOURNEY = new Actor(Kind.JOURNEY, Optional.empty());
  public static final Actor SWEEP = new Actor(Kind.SWEEP, Optional.empty());
  public static final Actor SERVICE = new Actor(Kind.SERVICE, Optional.empty());

  /** Whoever holds a key of the environment, which is told by its place and never by itself. */
  public static Actor apiKey(int number) {
    return new Actor(Kind.API_KEY, Optional.of(Integer.toString(number)));
  }

  /** Who ran a command. */
  public static Actor command(String name) {
    return new Actor(Kind.COMMAND, Optional.of(name));
  }

  public static Actor subscriber(String subscriberId) {
    return new Actor(Kind.SUBSCRIBER, Optional.of(subscriberId));
  }

  public static Actor provider(String providerId) {
    return new Actor(Kind.PROVIDER, Optional.of(providerId));
  }

  /** One text, for {@link #parse(String)}. */
  String format() {
    return id.map(value -> kind.wire() + ':' + value).orElseGet(kind::wire);
  }

  /** What {@link #format()} wrote; the service itself where that cannot be read. */
  static Actor parse(String text) {
    var colon = text.indexOf(':');
    var name = colon < 0 ? text : text.substring(0, colon);
    var id = colon < 0 ? Optional.<String>empty() : Optional.of(text.substring(colon + 1));
    return WireEnum.find(Kind.class, name).map(kind -> new Actor(kind, id)).orElse(SERVICE);
  }
}
