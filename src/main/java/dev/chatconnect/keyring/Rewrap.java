package dev.chatconnect.keyring;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Puts everything that an environment keeps under the first key of the ring, while the service goes
 * on serving. One run at a time, on whichever replica; a run that ended early is taken up where it
 * was.
 */
@Singleton
public class Rewrap {

  private final List<SealedRecords> kinds;
  private final RewrapPages pages;
  private final RewrapStore store;
  private final KeyRegister register;
  private final KeyRing ring;
  private final RewrapAudit audit;
  private final RewrapMeters meters;
  private final Clock clock;

  Rewrap(
      @All List<SealedRecords> kinds,
      RewrapPages pages,
      RewrapStore store,
      KeyRegister register,
      KeyRing ring,
      RewrapAudit audit,
      RewrapMeters meters,
      Clock clock) {
    // In an order that all replicas of one version agree on.
    this.kinds = kinds.stream().sorted(Comparator.comparing(SealedRecords::kind)).toList();
    this.pages = pages;
    this.store = store;
    this.register = register;
    this.ring = ring;
    this.audit = audit;
    this.meters = meters;
    this.clock = clock;
  }

  /** How far an environment's last rewrap is; empty when there was none. */
  public Uni<Optional<RewrapStatus>> status(Environment environment) {
    return store.status(new RedisKeys(environment.id()));
  }

  /**
   * Starts a rewrap, or takes up one that ended early, and answers without waiting for its end.
   * Where one is running already nothing is started.
   *
   * @param by who wants it, for the audit log
   */
  public Uni<RewrapStatus> start(Environment environment, Actor by) {
    return prepare(environment, by)
        .invoke(
            run ->
                run.ifPresent(
                    started ->
                        finish(started)
                            .subscribe()
                            .with(ignored -> {}, failure -> logStop(environment, failure))))
        .chain(() -> status(environment))
        .map(Optional::orElseThrow);
  }

  /** The same, ending when the rewrap does. */
  Uni<RewrapStatus> run(Environment environment, Actor by) {
    return prepare(environment, by)
        .chain(run -> run.map(this::finish).orElseGet(() -> Uni.createFrom().voidItem()))
        .chain(() -> status(environment))
        .map(Optional::orElseThrow);
  }

  /** Records that one pass looks at. */
  public Uni<Long> records(Environment environment) {
    return pages.count(kinds, new RedisKeys(environment.id()));
  }

  /** Takes up a rewrap to this replica's key that ended early; does nothing where there is none. */
  public Uni<Void> takeUpLeft(Environment environment) {
    return status(environment)
        .map(
            found ->
                found
                    .filter(status -> !status.active())
                    .filter(status -> status.progress().continues(ring.currentId(), kinds())))
        .chain(
            left ->
                left.isPresent()
                    ? start(environment, Actor.SERVICE).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  /**
   * A run that holds the lease.
   *
   * @param proof of holding it
   */
  private record Run(
      Environment environment, RedisKeys keys, Actor by, String proof, RewrapProgress from) {}

  private Uni<Optional<Run>> prepare(Environment environment, Actor by) {
    var keys = new RedisKeys(environment.id());
    return store
        .begin(keys, this::takeUp)
        .map(
            begun ->
                begun.map(held -> new Run(environment, keys, by, held.proof(), held.progress())));
  }

  /** What is done, or was for another key or version, starts anew. */
  private RewrapProgress takeUp(Optional<RewrapProgress> former) {
    return former
        .filter(progress -> progress.continues(ring.currentId(), kinds()))
        .orElseGet(() -> RewrapProgress.first(ring.currentId(), kinds(), clock.instant()));
  }

  private List<String> kinds() {
    return kinds.stream().map(SealedRecords::kind).toList();
  }

  private Uni<Void> finish(Run run) {
    Log.infof(
        "event=rewrap_started environment=%s key=%s pass=%d",
        run.environment().id(), run.from().keyId(), run.from().pass());
    meters.began();
    return audit
        .begins(run.keys(), run.by(), run.from())
        .chain(() -> through(run))
        .call(end -> conclude(run, end))
        .onItemOrFailure()
        .call((end, failure) -> store.release(run.keys(), run.proof()))
        .onTermination()
        .invoke(meters::ended)
        .replaceWithVoid();
  }

  private Uni<RewrapProgress> through(Run run) {
    return Multi.createBy()
        .repeating()
        .uni(() -> new Cursor(run.from()), cursor -> step(run, cursor))
        .whilst(RewrapProgress::isRunning)
        .collect()
        .last();
  }

  /** Where a run is; changed by one step after the other. */
  private static final class Cursor {

    private RewrapProgress progress;

    Cursor(RewrapProgress progress) {
      this.progress = progress;
    }
  }

  private Uni<RewrapProgress> step(Run run, Cursor cursor) {
    var progress = cursor.progress;
    return pages
        .rewrap(kinds.get(progress.kind()), run.keys(), progress.cursor())
        .invoke(meters::rewrapped)
        .map(page -> progress.after(page, clock.instant()))
        .call(after -> store.save(run.keys(), run.proof(), after))
        .invoke(after -> cursor.progress = after);
  }

  private Uni<Void> conclude(Run run, RewrapProgress end) {
    Log.infof(
        "event=rewrap_ended environment=%s key=%s status=%s rewrapped=%d failed=%d",
        run.environment().id(), end.keyId(), end.status(), end.rewrapped(), end.failed());
    var retired =
        end.status() == RewrapProgress.Status.DONE
            ? register.retireOthers(run.environment())
            : Uni.createFrom().voidItem();
    return retired.call(() -> audit.ends(run.keys(), run.by(), end));
  }

  private static void logStop(Environment environment, Throwable failure) {
    Log.warnf(
        "event=rewrap_stopped environment=%s cause=%s",
        environment.id(), failure.getClass().getSimpleName());
    Log.debug("event=rewrap_stopped", failure);
  }
}
