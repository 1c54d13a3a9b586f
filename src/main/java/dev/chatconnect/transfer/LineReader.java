package dev.chatconnect.transfer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.web.WellFormedText;
import dev.chatconnect.web.WireEnum;

/** Reads lines of an import. */
@Singleton
class LineReader {

  private static final List<String> TIMES = List.of("createdAt", "updatedAt");

  private final ObjectMapper mapper;
  private final ObjectReader whole;

  LineReader(ObjectMapper mapper) {
    this.mapper = mapper;
    whole = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * The object that a line holds.
   *
   * @return empty for a blank line
   * @throws LineException when it holds anything else
   */
  Optional<ObjectNode> read(LineSplitter.Line line) {
    if (line.tooLong()) {
      throw new LineException("is longer than " + LineSplitter.LONGEST + " bytes");
    }
    if (isBlank(line.bytes())) {
      return Optional.empty();
    }
    try {
      if (whole.readTree(line.bytes()) instanceof ObjectNode object) {
        WellFormedText.require(object);
        return Optional.of(withPlainTimes(object));
      }
    } catch (IOException malformed) {
      // Its message quotes the line, which may hold a token.
    }
    throw new LineException("is no JSON object");
  }

  /** What a line is about; lines from elsewhere say nothing of it, and are connections. */
  static Kind kind(ObjectNode json) {
    var kind = json.path("kind");
    return kind.isMissingNode()
        ? Kind.CONNECTION
        : WireEnum.find(Kind.class, kind.asText())
            .orElseThrow(() -> new LineException("is of an unknown kind"));
  }

  /** The beginning of an answer to a line. */
  ObjectNode answer(LineSplitter.Line line) {
    return mapper.createObjectNode().put("line", line.number());
  }

  /** The beginning of the summary. */
  ObjectNode summary() {
    return mapper.createObjectNode().put("kind", "summary");
  }

  /** MongoDB's tools write a date as {@code {"$date": "…"}}. */
  private static ObjectNode withPlainTimes(ObjectNode json) {
    for (var name : TIMES) {
      var date = json.path(name).path("$date");
      if (date.isTextual()) {
        json.set(name, date);
      }
    }
    return json;
  }

  private static boolean isBlank(byte[] bytes) {
    for (var octet : bytes) {
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }
}
