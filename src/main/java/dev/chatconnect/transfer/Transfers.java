package dev.chatconnect.transfer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.CurrentActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Exports and imports of those who are no callers of the API; lines as the route has them. */
@Singleton
public class Transfers {

  private final Export export;
  private final LineReader reader;
  private final RecordWriter writer;
  private final TransferAudit audit;
  private final TransferKeys keys;
  private final CurrentActor actor;

  Transfers(
      Export export,
      LineReader reader,
      RecordWriter writer,
      TransferAudit audit,
      TransferKeys keys,
      CurrentActor actor) {
    this.export = export;
    this.reader = reader;
    this.writer = writer;
    this.audit = audit;
    this.keys = keys;
    this.actor = actor;
  }

  /**
   * All connections and endpoints, with their secrets where there is a transfer key.
   *
   * @throws dev.chatconnect.web.ApiException 400 when the key is malformed
   */
  public Multi<String> export(Environment environment, TransferSecrets secrets) {
    var seal = keys.seal(secrets);
    var mode = seal.isPossible() ? SecretsMode.ENCRYPTED : SecretsMode.NONE;
    return export.of(environment, actor.get(), mode, seal).map(ObjectNode::toString);
  }

  /** About how many records an export has. */
  public Uni<Long> records(Environment environment) {
    return export.count(environment);
  }

  /**
   * Takes lines.
   *
   * @return an answer for each as it was taken, and a summary last; fails where the service cannot
   *     go on
   * @throws dev.chatconnect.web.ApiException 400 when a key is malformed
   */
  public Multi<String> take(
      Environment environment,
      Multi<Buffer> lines,
      TransferSecrets secrets,
      boolean dryRun,
      boolean failuresOnly) {
    var options =
        new ImportOptions(
            keys.seal(secrets), new NovuSecrets(keys.novu(secrets)), dryRun, failuresOnly);
    return new Import(reader, writer, audit, environment, actor.get(), options)
        .of(lines)
        .map(ObjectNode::toString);
  }
}
