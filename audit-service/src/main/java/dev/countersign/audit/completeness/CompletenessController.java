package dev.countersign.audit.completeness;

import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "integrity")
class CompletenessController {
  private final Completeness completeness;
  private final EvidenceReads reads;

  CompletenessController(Completeness completeness, EvidenceReads reads) {
    this.completeness = completeness;
    this.reads = reads;
  }

  @GetMapping("/api/v1/completeness")
  @Operation(
      summary =
          "What the log holds of every writer and epoch, and what is open, missing, set aside or"
              + " pruned; from is inclusive, to is exclusive, both by time of integration")
  CompletenessReport completeness(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    Period period = new Period(Parameters.time("from", from), Parameters.time("to", to));
    CompletenessReport report = completeness.of(period);
    reads.record(caller, request, report.epochs().size());
    return report;
  }
}
