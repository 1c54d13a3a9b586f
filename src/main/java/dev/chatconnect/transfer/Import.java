package dev.chatconnect.transfer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WriteOutcome;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * One import: takes lines in their order and tells what became of each. A line that cannot be taken
 * does not keep the next from being taken.
 */
final class Import {

  private static final String UNREADABLE =
      "is about a record here, or an integration, that cannot be decrypted with the configured keys";

  private final LineReader reader;
  private final RecordWriter writer;
  private final TransferAudit audit;
  private final Environment environment;
  private final Actor by;
  private final ImportOptions options;
  private final LineSplitter splitter = new LineSplitter();
  private final Tally tally = new Tally();

  Import(
      LineReader reader,
      RecordWriter writer,
      TransferAudit audit,
      Environment environment,
      Actor by,
      ImportOptions options) {
    this.reader = reader;
    this.writer = writer;
    this.audit = audit;
    this.environment = environment;
    this.by = by;
    this.options = options;
  }

  /** The answer, line by line as the body comes in, and a summary. */
  Multi<ObjectNode> of(Multi<Buffer> body) {
    var lines = body.onItem().<LineSplitter.Line>transformToIterable(splitter::feed);
    var rest = Multi.createFrom().deferred(() -> Multi.createFrom().iterable(splitter.rest()));
    var answers =
        concatenated(lines, rest)
            .onItem()
            .transformToUniAndConcatenate(this::take)
            .onItem()
            .<ObjectNode>transformToIterable(answer -> answer.map(List::of).orElseGet(List::of));
    return concatenated(answers, Multi.createFrom().item(this::summary))
        .onTermination()
        .call(
            (failure, cancelled) ->
                audit.importEnds(
                    environment, by, options.dryRun(), tally, failure == null && !cancelled));
  }

  private static <T> Multi<T> concatenated(Multi<T> first, Multi<T> second) {
    return Multi.createBy().concatenating().streams(first, second);
  }

  private Uni<Optional<ObjectNode>> take(LineSplitter.Line line) {
    var answer = reader.answer(line);
    return Uni.createFrom()
        .deferred(() -> take(line, answer))
        .map(outcome -> outcome.flatMap(known -> succeeded(answer, known)))
        .onFailure(Import::isAboutTheLine)
        .recoverWithItem(failure -> Optional.of(failed(answer, failure)));
  }

  /** The outcome; nothing for a line that is no record. */
  private Uni<Optional<WriteOutcome>> take(LineSplitter.Line line, ObjectNode answer) {
    var json = reader.read(line);
    if (json.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var kind = LineReader.kind(json.get());
    answer.put("kind", kind.wire());
    if (json.get().path("identifier").isTextual()) {
      answer.set("identifier", json.get().get("identifier"));
    }
    return switch (kind) {
      case BEGIN -> begin(json.get());
      case END -> end(json.get());
      case CONNECTION, ENDPOINT -> record(kind, json.get()).map(Optional::of);
    };
  }

  private Uni<WriteOutcome> record(Kind kind, ObjectNode json) {
    options.seal().open(json, kind);
    options.novu().open(json, kind);
    return writer.write(environment, kind, json, options.dryRun());
  }

  private static Uni<Optional<WriteOutcome>> begin(ObjectNode json) {
    if (json.path("format").asInt() != RecordLines.FORMAT) {
      throw new LineException("is of another format than " + RecordLines.FORMAT);
    }
    return Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<WriteOutcome>> end(ObjectNode json) {
    var told = json.path("records").asLong();
    if (told != tally.records()) {
      throw new LineException("tells of " + told + " records, but " + tally.records() + " came");
    }
    tally.markComplete();
    return Uni.createFrom().item(Optional.empty());
  }

  private Optional<ObjectNode> succeeded(ObjectNode answer, WriteOutcome outcome) {
    tally.count(outcome);
    return options.failuresOnly()
        ? Optional.empty()
        : Optional.of(answer.put("result", outcome.wire()));
  }

  private ObjectNode failed(ObjectNode answer, Throwable failure) {
    tally.countFailure();
    return answer.put("result", "failed").put("reason", reason(failure));
  }

  /** All that is wrong, where it is about several fields. */
  private static String reason(Throwable failure) {
    if (failure instanceof UndecipherableException) {
      return UNREADABLE;
    }
    return failure instanceof ApiException told && told.code() == ErrorCode.VALIDATION
        ? told.fieldErrors().values().stream()
            .flatMap(field -> field.messages().stream())
            .collect(Collectors.joining("; "))
        : String.valueOf(failure.getMessage());
  }

  private ObjectNode summary() {
    Log.infof(
        "event=records_imported environment=%s dry_run=%s %s",
        environment.id(), options.dryRun(), tally);
    var summary = reader.summary().put("dryRun", options.dryRun());
    tally.writeTo(summary);
    return summary;
  }

  /** What is wrong with the service itself ends the import: the next line would fail too. */
  private static boolean isAboutTheLine(Throwable failure) {
    return failure instanceof LineException
        || failure instanceof UndecipherableException
        || (failure instanceof ApiException told && told.code().status() < 500);
  }
}
