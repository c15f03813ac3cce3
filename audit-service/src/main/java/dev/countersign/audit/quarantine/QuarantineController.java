package dev.countersign.audit.quarantine;

import dev.countersign.audit.log.OwnRecords;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.KeepersOnly;
import dev.countersign.audit.reading.Page;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "integrity")
class QuarantineController {
  private final Quarantine quarantine;
  private final EvidenceReads reads;

  QuarantineController(Quarantine quarantine, EvidenceReads reads) {
    this.quarantine = quarantine;
    this.reads = reads;
  }

  /// @param digest of the message's bytes, as the alarm names it
  @Schema(name = "QuarantineRequest")
  record Request(
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable String digest,
      @Nullable String reason) {
    Message message() {
      if (partition == null || partition < 0) {
        throw Parameters.refused("partition", "a number from 0");
      }
      if (offset == null || offset < 0) {
        throw Parameters.refused("offset", "a number from 0");
      }
      try {
        return new Message(partition, offset, Digest.parse(digest == null ? "" : digest));
      } catch (IllegalArgumentException e) {
        throw Parameters.refused("digest", "sha-256: and 64 hex digits");
      }
    }
  }

  @PostMapping("/api/v1/quarantine")
  @KeepersOnly
  @Operation(
      summary =
          "Sets the message aside at which a partition stands still now, so that it goes on;"
              + " 409 not-stopped where none does")
  SetAsideMessage setAside(
      @RequestBody Request request, @AuthenticationPrincipal VerifiedToken keeper) {
    return quarantine.setAside(request.message(), OwnRecords.reason(request.reason()), keeper);
  }

  @GetMapping("/api/v1/quarantine")
  @Operation(summary = "The newest messages that were set aside, newest first")
  Page<Quarantined> several(
      @RequestParam(required = false) @Nullable String limit,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    return reads.shown(
        caller, request, new Page<>(quarantine.newest(Parameters.limit(limit)), null));
  }
}
