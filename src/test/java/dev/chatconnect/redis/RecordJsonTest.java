package dev.chatconnect.redis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordJsonTest {

  private final ObjectMapper mapper =
      new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
  private final RecordJson json = new RecordJson(mapper);

  record Thing(String name, Optional<JsonNode> tree, Optional<String> text, Instant at) {}

  @Test
  void readsWhatItWrote() throws Exception {
    // Given
    var tree = mapper.readTree("{\"a\":[1,null,{\"b\":\"c\"}]}");
    var thing = new Thing("n", Optional.of(tree), Optional.of("t"), Instant.EPOCH);

    // When
    var read = json.read(json.write(thing), Thing.class);

    // Then
    assertThat(read).isEqualTo(thing);
  }

  @Test
  void leavesOutWhatIsAbsent() {
    // Given
    var thing = new Thing("n", Optional.empty(), Optional.empty(), Instant.EPOCH);

    // When
    var written = json.write(thing);

    // Then
    assertThat(written).isEqualTo("{\"name\":\"n\",\"at\":\"1970-01-01T00:00:00Z\"}");
    assertThat(json.read(written, Thing.class)).isEqualTo(thing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"tree\":null,\"text\":null}", "{}"})
  void readsNullAsAbsent(String written) {
    // When
    var read = json.read(written, Thing.class);

    // Then
    assertThat(read.tree()).isEmpty();
    assertThat(read.text()).isEmpty();
  }

  @Test
  void replacesTextsAndLeavesTheRest() {
    // Given
    var record =
        "{\"a\":\"x\",\"in\":{\"a\":\"y\",\"n\":0.1234567890123456789,\"o\":{\"a\":\"z\"}},\"unknown\":[1,null]}";

    // When
    var replaced =
        json.replaceTexts(record, List.of("in"), (field, text) -> field.equals("a") ? "new" : text);

    // Then
    assertThat(replaced).isEqualTo(record.replace("\"y\"", "\"new\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ \"a\" : \"x\" }", "{\"in\":{\"a\":\"x\"}}", "{\"in\":7}", "{}"})
  void givesBackTheVeryTextWhenNothingIsReplaced(String record) {
    // When
    var replaced = json.replaceTexts(record, List.of("in"), (field, text) -> text);

    // Then
    assertThat(replaced).isSameAs(record);
  }

  @Test
  void quotesNothingOfARecordThatItCannotRead() {
    // Given
    var broken = "{\"name\":\"hush-hush\",";

    // When
    var reading = assertThatThrownBy(() -> json.read(broken, Thing.class));

    // Then
    reading.hasMessageNotContaining("hush-hush").hasNoCause();
  }
}
