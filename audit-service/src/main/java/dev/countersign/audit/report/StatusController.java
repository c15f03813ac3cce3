package dev.countersign.audit.report;

import dev.countersign.audit.ingest.StoppedPartitions;
import dev.countersign.audit.ingest.StoppedPartitions.Stopped;
import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.sweep.OpenCalls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The state of the log in numbers. It shows nothing of a record, so reading it leaves none.
@RestController
@Tag(name = "integrity")
class StatusController {
  private final LogReader log;
  private final Checkpoints checkpoints;
  private final OpenCalls open;
  private final StoppedPartitions stopped;

  StatusController(
      LogReader log, Checkpoints checkpoints, OpenCalls open, StoppedPartitions stopped) {
    this.log = log;
    this.checkpoints = checkpoints;
    this.open = open;
    this.stopped = stopped;
  }

  /// @param size leaves in the log
  /// @param checkpointSize leaves under the newest checkpoint
  /// @param integratedAt when the newest checkpoint was made
  /// @param stopped the partitions of this process that stand still
  @Schema(name = "Status")
  record Status(
      long size,
      long checkpointSize,
      @Nullable Instant integratedAt,
      int openIntents,
      List<Stopped> stopped) {}

  @GetMapping("/api/v1/status")
  @Operation(summary = "How far the log is, and what stands still")
  Status status() {
    Optional<LogCheckpoint> newest = checkpoints.newest();
    return new Status(
        log.size(),
        newest.map(LogCheckpoint::size).orElse(0L),
        newest.map(LogCheckpoint::createdAt).orElse(null),
        open.count(),
        stopped.all());
  }
}
