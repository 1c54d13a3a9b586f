package dev.chatconnect.fuzz;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.JsonLimits;
import io.netty.handler.codec.http.QueryStringDecoder;

/** Input that nobody means well with, read as the application reads what comes in. */
public final class Hostile {

  /** As the application has it. */
  public static final ObjectMapper JSON = mapper();

  private Hostile() {}

  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** The lines of an input, of which the last is all the rest; always as many as asked for. */
  public static String[] lines(byte[] input, int count) {
    return Arrays.copyOf((text(input) + "\n".repeat(count)).split("\n", count), count);
  }

  /** The last of so many lines, byte for byte. */
  public static byte[] rest(byte[] input, int lines) {
    var from = 0;
    for (var i = 0; i < input.length && lines > 0; i++) {
      if (input[i] == '\n') {
        lines--;
        from = i + 1;
      }
    }
    return lines > 0 ? new byte[0] : Arrays.copyOfRange(input, from, input.length);
  }

  /** The body of a request; empty when it is no JSON object, which never gets further. */
  public static Optional<ObjectNode> object(byte[] input) {
    try {
      var read = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(input);
      return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** The parameters of a query; empty when it is none, which never gets further. */
  public static Optional<MultivaluedMap<String, String>> query(String text) {
    try {
      var parameters = new MultivaluedHashMap<String, String>();
      new QueryStringDecoder(text, false)
          .parameters()
          .forEach((name, values) -> values.forEach(value -> parameters.add(name, value)));
      return Optional.of(parameters);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A request of which only the query is known. */
  public static UriInfo asked(MultivaluedMap<String, String> query) {
    return (UriInfo)
        Proxy.newProxyInstance(
            Hostile.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getQueryParameters")) {
                return query;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  /** What comes of the work; empty when it says what the caller did wrong. */
  public static <T> Optional<T> accepted(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (ApiException told) {
      if (told.code().status() >= 500) {
        throw told;
      }
      return Optional.empty();
    }
  }

  private static ObjectMapper mapper() {
    var mapper =
        new ObjectMapper()
            .findAndRegisterModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    new JsonLimits().customize(mapper);
    return mapper;
  }
}
