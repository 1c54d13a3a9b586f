package dev.chatconnect.web;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with one field of a request.
 *
 * @param messages one sentence per broken rule, in the order of the rules
 * @param value the rejected value as received, or a placeholder text
 */
@RegisterForReflection
public record FieldErrors(List<String> messages, Object value) {

  public FieldErrors {
    messages = List.copyOf(messages);
  }
}
