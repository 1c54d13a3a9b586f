package dev.chatconnect.web;

import java.util.Arrays;
import java.util.Optional;

/** An enum whose constants have another spelling in JSON. */
public interface WireEnum {

  /** The spelling in requests and answers. */
  String wire();

  /** The constant with this spelling, if there is one. */
  static <E extends Enum<E> & WireEnum> Optional<E> find(Class<E> type, String wire) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.wire().equals(wire))
        .findFirst();
  }
}
