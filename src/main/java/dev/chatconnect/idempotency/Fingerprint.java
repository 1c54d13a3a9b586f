package dev.chatconnect.idempotency;

import java.io.IOException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.chatconnect.crypto.Digests;

/**
 * Tells whether two bodies are the same. Of JSON, whitespace and the order of fields do not count,
 * since clients may write the same request anew; of anything else, every byte does.
 */
@Singleton
class Fingerprint {

  private final ObjectReader reader;
  private final ObjectWriter writer;

  Fingerprint(ObjectMapper mapper) {
    reader = mapper.reader();
    writer = mapper.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
  }

  String of(byte[] body) {
    return Digests.sha256Hex(canonical(body));
  }

  private byte[] canonical(byte[] body) {
    try {
      var json = reader.readTree(body);
      return json.isMissingNode() ? body : writer.writeValueAsBytes(json);
    } catch (IOException notJson) {
      return body;
    }
  }
}
