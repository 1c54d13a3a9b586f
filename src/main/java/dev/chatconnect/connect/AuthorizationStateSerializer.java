package dev.chatconnect.connect;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a journey as records are written, field by field: the same text as by reflection, in a
 * third of the time, for what is written more often than anything else.
 */
final class AuthorizationStateSerializer extends StdSerializer<AuthorizationState> {

  private static final long serialVersionUID = 1;

  private static final SerializableString ENVIRONMENT_ID = new SerializedString("environmentId");
  private static final SerializableString INTEGRATION_ID = new SerializedString("integrationId");
  private static final SerializableString PROVIDER_ID = new SerializedString("providerId");
  private static final SerializableString REDIRECT_URI = new SerializedString("redirectUri");
  private static final SerializableString MODE = new SerializedString("mode");
  private static final SerializableString SUBSCRIBER_ID = new SerializedString("subscriberId");
  private static final SerializableString CONNECTION_IDENTIFIER =
      new SerializedString("connectionIdentifier");
  private static final SerializableString CONTEXT = new SerializedString("context");
  private static final SerializableString CONTEXT_KEYS = new SerializedString("contextKeys");
  private static final SerializableString CONNECTION_MODE = new SerializedString("connectionMode");
  private static final SerializableString AUTO_LINK_USER = new SerializedString("autoLinkUser");
  private static final SerializableString RETURN_TO = new SerializedString("returnTo");
  private static final SerializableString MESSAGE_ORIGIN = new SerializedString("messageOrigin");
  private static final SerializableString BY_BROWSER = new SerializedString("byBrowser");
  private static final SerializableString CODE_VERIFIER = new SerializedString("codeVerifier");
  private static final SerializableString NONCE = new SerializedString("nonce");
  private static final SerializableString CREATED_AT = new SerializedString("createdAt");

  AuthorizationStateSerializer() {
    super(AuthorizationState.class);
  }

  @Override
  public void serialize(AuthorizationState state, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject(state);
    text(json, ENVIRONMENT_ID, state.environmentId());
    text(json, INTEGRATION_ID, state.integrationId());
    text(json, PROVIDER_ID, state.providerId());
    text(json, REDIRECT_URI, state.redirectUri());
    name(json, MODE, state.mode());
    text(json, SUBSCRIBER_ID, state.subscriberId());
    text(json, CONNECTION_IDENTIFIER, state.connectionIdentifier());
    if (state.context().isPresent()) {
      json.writeFieldName(CONTEXT);
      provider.defaultSerializeValue(state.context().get(), json);
    }
    texts(json, CONTEXT_KEYS, state.contextKeys());
    if (state.connectionMode().isPresent()) {
      name(json, CONNECTION_MODE, state.connectionMode().get());
    }
    json.writeFieldName(AUTO_LINK_USER);
    json.writeBoolean(state.autoLinkUser());
    text(json, RETURN_TO, state.returnTo());
    text(json, MESSAGE_ORIGIN, state.messageOrigin());
    json.writeFieldName(BY_BROWSER);
    json.writeBoolean(state.byBrowser());
    text(json, CODE_VERIFIER, state.codeVerifier());
    text(json, NONCE, state.nonce());
    text(json, CREATED_AT, state.createdAt());
    json.writeEndObject();
  }

  /** A record that was read may lack what every new one has. */
  private static void text(JsonGenerator json, SerializableString name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value.toString());
    }
  }

  private static void text(JsonGenerator json, SerializableString name, Optional<?> value)
      throws IOException {
    if (value.isPresent()) {
      text(json, name, value.get());
    }
  }

  private static void name(JsonGenerator json, SerializableString name, @Nullable Enum<?> value)
      throws IOException {
    if (value != null) {
      text(json, name, value.name());
    }
  }

  private static void texts(
      JsonGenerator json, SerializableString name, @Nullable List<String> values)
      throws IOException {
    if (values != null) {
      json.writeFieldName(name);
      json.writeStartArray(values, values.size());
      for (var value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
