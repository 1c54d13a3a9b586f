package dev.chatconnect.keyring;

import java.util.Locale;

import dev.chatconnect.keyring.RewrapProgress.Status;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rewrap as the API shows it. */
@Schema(
    name = "Rewrap",
    requiredProperties = {
      "status",
      "keyId",
      "pass",
      "examined",
      "rewrapped",
      "failed",
      "startedAt",
      "updatedAt"
    })
record RewrapView(
    @Schema(
            enumeration = {"running", "stopped", "done", "incomplete"},
            description =
                "`stopped`: its replica went away, another one will go on. `incomplete`: some"
                    + " records could not be read, or are still written with another key.")
        String status,
    @Schema(description = "The key that everything is put under.") String keyId,
    @Schema(description = "All records are gone through until a pass finds nothing to do.")
        int pass,
    @Schema(description = "Records looked at, in all passes.") long examined,
    @Schema(description = "Records that were re-encrypted, in all passes.") long rewrapped,
    @Schema(description = "Records of this pass that could not be read; the log names them.")
        long failed,
    @Schema(format = "date-time") String startedAt,
    @Schema(format = "date-time") String updatedAt) {

  static RewrapView of(RewrapStatus status) {
    var progress = status.progress();
    return new RewrapView(
        progress.status() == Status.RUNNING && !status.active()
            ? "stopped"
            : progress.status().name().toLowerCase(Locale.ROOT),
        progress.keyId(),
        progress.pass(),
        progress.examined(),
        progress.rewrapped(),
        progress.failed(),
        Timestamps.iso(progress.startedAt()),
        Timestamps.iso(progress.updatedAt()));
  }
}
