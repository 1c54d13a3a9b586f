package dev.chatconnect.transfer;

import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.crypto.NovuCipher;
import dev.chatconnect.crypto.TransferCiphers;
import dev.chatconnect.web.ErrorCode;

/** The keys that a caller brings in headers; they are used for one request and kept nowhere. */
@Singleton
class TransferKeys {

  static final String TRANSFER_KEY = "Chat-Connect-Transfer-Key";
  static final String NOVU_KEY = "Novu-Store-Encryption-Key";

  private final TransferCiphers ciphers;
  private final ObjectMapper mapper;

  TransferKeys(TransferCiphers ciphers, ObjectMapper mapper) {
    this.ciphers = ciphers;
    this.mapper = mapper;
  }

  /** The seal of a request, which can close and open nothing when it brings no key. */
  Seal seal(HttpHeaders headers) {
    return new Seal(
        read(headers, TRANSFER_KEY, ciphers::of, ErrorCode.TRANSFER_KEY_INVALID), mapper);
  }

  /** The seal of whoever is no HTTP caller. */
  Seal seal(TransferSecrets secrets) {
    return new Seal(
        read(secrets.transferKey(), "transfer key", ciphers::of, ErrorCode.TRANSFER_KEY_INVALID),
        mapper);
  }

  /** Reads what Novu encrypted, likewise. */
  Optional<NovuCipher> novu(TransferSecrets secrets) {
    return read(secrets.novuKey(), "Novu key", NovuCipher::of, ErrorCode.NOVU_KEY_INVALID);
  }

  /** The seal for an export with secrets; 400 without a key. */
  Seal requiredSeal(HttpHeaders headers) {
    var seal = seal(headers);
    if (!seal.isPossible()) {
      throw ErrorCode.TRANSFER_KEY_INVALID.with(TRANSFER_KEY);
    }
    return seal;
  }

  /** Reads what Novu encrypted, where the caller brings the key. */
  Optional<NovuCipher> novu(HttpHeaders headers) {
    return read(headers, NOVU_KEY, NovuCipher::of, ErrorCode.NOVU_KEY_INVALID);
  }

  private static <T> Optional<T> read(
      HttpHeaders headers, String name, Function<String, Optional<T>> reader, ErrorCode malformed) {
    return read(Optional.ofNullable(headers.getHeaderString(name)), name, reader, malformed);
  }

  private static <T> Optional<T> read(
      Optional<String> given,
      String name,
      Function<String, Optional<T>> reader,
      ErrorCode malformed) {
    return given.map(value -> reader.apply(value.strip()).orElseThrow(() -> malformed.with(name)));
  }
}
