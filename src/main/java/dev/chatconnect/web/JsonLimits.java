package dev.chatconnect.web;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Bounds how deep the JSON nests that the service reads. Whatever was read must be writable again
 * inside an envelope, a list or an error, and writers have a bound of their own: without this one,
 * a record could be kept that no list containing it can be answered.
 */
@Singleton
public class JsonLimits implements ObjectMapperCustomizer {

  /** Far below the 1000 levels that Jackson writes at most. */
  static final int MAX_DEPTH = 200;

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
  }
}
