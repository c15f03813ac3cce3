package dev.countersign.audit.alarm;

import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Page;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
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
class AlarmController {
  private final Alarms alarms;
  private final EvidenceReads reads;

  AlarmController(Alarms alarms, EvidenceReads reads) {
    this.alarms = alarms;
    this.reads = reads;
  }

  @GetMapping("/api/v1/alarms")
  @Operation(summary = "Equivocations, gaps, bad signatures and the like, newest first")
  Page<AlarmView> alarms(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    int most = Parameters.limit(limit);
    List<AlarmView> found =
        alarms.page(Parameters.number("cursor", cursor, Long.MAX_VALUE), most + 1);
    return reads.shown(caller, request, Page.of(found, most, view -> Long.toString(view.id())));
  }
}
