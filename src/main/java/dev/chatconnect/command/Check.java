package dev.chatconnect.command;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Something that {@code doctor} looks at. Changes nothing; findings hold no secret. */
interface Check {

  /** What was found; never fails. */
  Uni<List<Finding>> look();
}
