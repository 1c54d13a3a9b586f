package dev.chatconnect.connection;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.web.JsonBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Any body that a connection may be made with, by a request or an import. */
class ConnectionBodyFuzzTest {

  private final WorkspaceFields workspaces = new WorkspaceFields(Hostile.JSON);

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void anyBodyIsAConnectionOrAnError(byte[] input) {
    // Given
    var body = Hostile.object(input);
    if (body.isEmpty()) {
      return;
    }

    // When
    var read =
        Hostile.accepted(() -> CreateConnectionRequest.read(new JsonBody(body.get()), workspaces));
    var imported =
        Hostile.accepted(() -> ImportedConnection.read(new JsonBody(body.get()), workspaces));

    // Then
    read.ifPresent(request -> assertThat(request.workspace()).containsKey("id"));
    imported.ifPresent(record -> assertThat(record.owner("i").contextKeys()).isSorted());
  }
}
