package dev.chatconnect.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of the canonical form of every value that the dialect can express. */
class CanonicalJsonPropertiesTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The dialect writes control characters as they are. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  @Property
  void saysTheSame(@ForAll("values") JsonNode value) throws JsonProcessingException {
    // When
    var text = CanonicalJson.of(value);

    // Then
    assertThat(LENIENT.readTree(text).toString()).isEqualTo(sorted(value).toString());
  }

  @Property
  void knowsNoOrderOfNames(@ForAll("values") JsonNode value, @ForAll Random random) {
    // Given
    var shuffled = shuffled(value, random);

    // When
    var text = CanonicalJson.of(shuffled);

    // Then
    assertThat(text).isEqualTo(CanonicalJson.of(value));
  }

  @Property
  void isItsOwnForm(@ForAll("values") JsonNode value) throws JsonProcessingException {
    // Given
    var text = CanonicalJson.of(value);

    // When
    var again = CanonicalJson.of(LENIENT.readTree(text));

    // Then
    assertThat(again).isEqualTo(text);
  }

  @Property
  void isAnotherForAnotherValue(
      @ForAll("values") JsonNode value, @ForAll("values") JsonNode other) {
    // When
    var same = CanonicalJson.of(value).equals(CanonicalJson.of(other));

    // Then
    assertThat(same).isEqualTo(sorted(value).toString().equals(sorted(other).toString()));
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return values(3);
  }

  private static Arbitrary<JsonNode> values(int depth) {
    var texts = Arbitraries.strings().withChars("ab\"\\/\n\u0000é😀,:{}[] ").ofMaxLength(6);
    Arbitrary<JsonNode> plain =
        Arbitraries.oneOf(
            texts.map(JSON::textNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.bigIntegers().map(JSON::numberNode),
            Arbitraries.of(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode()));
    if (depth == 0) {
      return plain;
    }
    var inner = values(depth - 1);
    Arbitrary<JsonNode> arrays =
        inner.list().ofMaxSize(3).map(items -> JSON.arrayNode().addAll(items));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(texts, inner).ofMaxSize(4).map(fields -> JSON.objectNode().setAll(fields));
    return Arbitraries.oneOf(plain, arrays, objects);
  }

  private static JsonNode sorted(JsonNode value) {
    return arranged(value, Collections::sort);
  }

  private static JsonNode shuffled(JsonNode value, Random random) {
    return arranged(value, names -> Collections.shuffle(names, random));
  }

  private static JsonNode arranged(
      JsonNode value, java.util.function.Consumer<List<String>> order) {
    if (value.isArray()) {
      var array = JSON.arrayNode();
      value.forEach(item -> array.add(arranged(item, order)));
      return array;
    }
    if (!value.isObject()) {
      return value;
    }
    var names = new ArrayList<String>();
    value.fieldNames().forEachRemaining(names::add);
    order.accept(names);
    var object = JSON.objectNode();
    names.forEach(name -> object.set(name, arranged(value.get(name), order)));
    return object;
  }
}
