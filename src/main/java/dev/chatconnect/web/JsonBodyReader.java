package dev.chatconnect.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads {@link JsonBody} whatever the content type says; at most 100 KiB. */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBodyReader implements ServerMessageBodyReader<JsonBody> {

  private static final int USUAL_BYTES = 1024;

  private final ObjectMapper mapper;
  private final ObjectReader whole;

  JsonBodyReader(ObjectMapper mapper) {
    this.mapper = mapper;
    whole = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  @Override
  public boolean isReadable(
      Class<?> type,
      Type genericType,
      ResteasyReactiveResourceInfo lazyMethod,
      MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type, Type genericType, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    return read(mediaType, context.getInputStream());
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream)
      throws IOException {
    return read(mediaType, entityStream);
  }

  private JsonBody read(MediaType mediaType, InputStream body) throws IOException {
    if (!isJson(mediaType)) {
      return new JsonBody(mapper.createObjectNode());
    }
    var json = whole.readTree(bytes(body));
    WellFormedText.require(json);
    return new JsonBody(json instanceof ObjectNode object ? object : mapper.createObjectNode());
  }

  /** Most bodies are short, and reading sets aside as much as it may read. */
  private static byte[] bytes(InputStream body) throws IOException {
    if (body instanceof ByteArrayInputStream here) {
      if (here.available() > JsonBody.MAX_BYTES) {
        throw ErrorCode.PAYLOAD_TOO_LARGE.with();
      }
      return here.readAllBytes();
    }
    var first = body.readNBytes(USUAL_BYTES);
    if (first.length < USUAL_BYTES) {
      return first;
    }
    var rest = body.readNBytes(JsonBody.MAX_BYTES + 1 - USUAL_BYTES);
    if (USUAL_BYTES + rest.length > JsonBody.MAX_BYTES) {
      throw ErrorCode.PAYLOAD_TOO_LARGE.with();
    }
    var all = Arrays.copyOf(first, USUAL_BYTES + rest.length);
    System.arraycopy(rest, 0, all, USUAL_BYTES, rest.length);
    return all;
  }

  private static boolean isJson(MediaType mediaType) {
    var subtype = mediaType.getSubtype().toLowerCase(Locale.ROOT);
    return subtype.equals("json") || subtype.endsWith("+json");
  }
}
