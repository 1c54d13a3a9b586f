package dev.chatconnect.event;

import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamEntry;
import dev.chatconnect.redis.StreamLog;
import dev.chatconnect.web.ListEnvelope;
import dev.chatconnect.web.QueryFields;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened in the caller's environment. */
@Path("/v1/audit")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Audit log")
public class AuditResource {

  private static final String COMMAND = "ListAuditEntriesCommand";

  private final StreamLog streams;
  private final RecordJson json;
  private final CurrentEnvironment current;

  AuditResource(StreamLog streams, RecordJson json, CurrentEnvironment current) {
    this.streams = streams;
    this.json = json;
    this.current = current;
  }

  /** A page of entries, newest first unless asked otherwise. */
  @GET
  @Operation(
      operationId = "listAuditEntries",
      summary = "List what happened",
      description =
          "A page of the audit log, newest first unless asked otherwise. Filters are combined. A"
              + " filtered page looks at 5,000 entries at most: it may come back short with a `next`"
              + " cursor, and `totalCount` counts what it holds.")
  public Uni<ListEnvelope<AuditEntry>> list(UriInfo uri) {
    var keys = new RedisKeys(current.get().id());
    var query = QueryFields.of(uri);
    var filter = filter(query);
    var page = query.page(COMMAND, cursor -> PageRequest.entry(cursor).isPresent());
    return streams
        .page(keys.events(), filter, page)
        .map(found -> ListEnvelope.of(found, this::view));
  }

  private static Map<String, String> filter(QueryFields query) {
    var filter = new HashMap<String, String>();
    query.oneOf("type", EventType.class).ifPresent(type -> filter.put(EventLog.TYPE, type.wire()));
    query
        .string("connectionIdentifier")
        .filter(value -> !value.isEmpty())
        .ifPresent(value -> filter.put(EventLog.CONNECTION, value));
    query
        .string("subscriberId")
        .filter(value -> !value.isEmpty())
        .ifPresent(value -> filter.put(EventLog.SUBSCRIBER, value));
    return filter;
  }

  private AuditEntry view(StreamEntry entry) {
    var data = json.read(entry.field(EventLog.DATA).orElse("{}"), JsonNode.class);
    return AuditEntry.of(entry, data);
  }
}
