package dev.countersign.audit.report;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.timestamp.Timestamping;
import dev.countersign.audit.witness.Cosigning;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "log")
class ExportController {
  private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);

  private final Bundles bundles;
  private final Checkpoints checkpoints;
  private final Cosigning cosigning;
  private final Timestamping timestamping;
  private final EvidenceReads reads;

  ExportController(
      Bundles bundles,
      Checkpoints checkpoints,
      Cosigning cosigning,
      Timestamping timestamping,
      EvidenceReads reads) {
    this.bundles = bundles;
    this.checkpoints = checkpoints;
    this.cosigning = cosigning;
    this.timestamping = timestamping;
    this.reads = reads;
  }

  /// Streams the bundle. A failure on the way breaks the connection, so that what arrived is not
  /// taken for a whole one.
  @GetMapping("/api/v1/export")
  @Operation(summary = "The evidence bundle: all records up to the newest checkpoint, and the keys")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/zip",
              schema = @Schema(type = "string", format = "binary")))
  void export(
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    LogCheckpoint newest = checkpoints.advance();
    var checkpoint =
        new LogCheckpoint(newest.checkpoint(), cosigning.cosigned(newest), newest.createdAt());
    timestamping.stamp(newest);
    reads.record(caller, request, checkpoint.size());
    response.setContentType("application/zip");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"evidence-%d.zip\"".formatted(checkpoint.size()));
    try {
      bundles.write(checkpoint, response.getOutputStream());
    } catch (RuntimeException e) {
      LOG.error("an export broke off: {}", e.getMessage());
      throw new IOException("the export broke off", e);
    }
  }
}
