package dev.countersign.audit.integrity;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "integrity")
class IntegrityController {
  private static final long DEFAULT_LIMIT = 10_000;
  private static final long MAX_LIMIT = 100_000;

  private final IntegrityScan scan;
  private final Checkpoints checkpoints;
  private final EvidenceReads reads;

  IntegrityController(IntegrityScan scan, Checkpoints checkpoints, EvidenceReads reads) {
    this.scan = scan;
    this.checkpoints = checkpoints;
    this.reads = reads;
  }

  /// @param from the first leaf that was looked at
  /// @param to behind the last one
  /// @param size leaves under the checkpoint that they were held against
  /// @param checkpoint that checkpoint
  /// @param holds whether nothing was found
  /// @param next where to go on; absent at the end of the log
  @Schema(name = "Integrity")
  record Integrity(
      long from,
      long to,
      long size,
      String checkpoint,
      boolean holds,
      List<IntegrityFinding> findings,
      @Nullable String next) {}

  @GetMapping("/api/v1/integrity")
  @Operation(
      summary = "Recomputes what the database holds and names every leaf that is not as it was")
  Integrity integrity(
      @RequestParam(name = "from-leaf", required = false) @Nullable String fromLeaf,
      @RequestParam(required = false) @Nullable String limit,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    long most = Parameters.number("limit", limit, DEFAULT_LIMIT);
    if (most < 1 || most > MAX_LIMIT) {
      throw Parameters.refused("limit", "a number from 1 to " + MAX_LIMIT);
    }
    LogCheckpoint checkpoint = checkpoints.newest().orElseGet(checkpoints::advance);
    long from = Math.min(Parameters.number("from-leaf", fromLeaf, 0), checkpoint.size());
    long to = Math.min(checkpoint.size(), from + most);
    List<IntegrityFinding> findings = scan.scan(checkpoint, from, to);
    reads.record(caller, request, to - from);
    return new Integrity(
        from,
        to,
        checkpoint.size(),
        checkpoint.note().toString(),
        findings.isEmpty(),
        findings,
        to < checkpoint.size() ? Long.toString(to) : null);
  }
}
