package dev.chatconnect.connection;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** That there is one connection per owner hangs on the names of owners. */
class OwnerPropertiesTest {

  @Property
  void ownersHaveTheSameNameWhenTheyAreTheSame(
      @ForAll("owners") Owner one, @ForAll("owners") Owner other) {
    // When
    var same = one.digest().equals(other.digest());

    // Then
    assertThat(same).isEqualTo(one.equals(other));
  }

  /** From few and tricky parts, so that equal ones and those that read alike both come. */
  @Provide
  Arbitrary<Owner> owners() {
    var parts = Arbitraries.of("", "a", "b", "ab", "shared", "subscriber", "a:b", "a:b\n", "\0");
    return Combinators.combine(
            parts,
            parts.optional(),
            parts.list().ofMaxSize(3).map(keys -> keys.stream().sorted().toList()))
        .as((integration, subscriber, keys) -> new Owner(integration, subscriber, keys));
  }
}
