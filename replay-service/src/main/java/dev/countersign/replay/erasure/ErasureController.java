package dev.countersign.replay.erasure;

import dev.countersign.evidence.record.RecordBody.EvidenceRead;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Erasures over HTTP, for keepers.
@RestController
@Tag(name = "erasures", description = "What keepers had erased. For keepers only.")
class ErasureController {
  static final String PATH = "/api/v1/erasures";

  private final Erasures erasures;
  private final ErasureTable table;
  private final EvidenceAppender evidence;

  ErasureController(Erasures erasures, ErasureTable table, EvidenceAppender evidence) {
    this.erasures = erasures;
    this.table = table;
    this.evidence = evidence;
  }

  /// @param session whose recordings; or
  /// @param call the one call
  /// @param reason why, in one line, for the record
  @Schema(name = "ErasureRequest")
  record Request(
      @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,128}") String session,
      @Nullable UUID call,
      @NotBlank @Size(max = 1000) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Schema(name = "Erasures")
  record Newest(List<Erasure> items) {}

  @PostMapping(PATH)
  @Operation(summary = "Erases what is recorded of a session or of a call")
  Erasure erase(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      @RequestBody @Valid Request request) {
    if ((request.session() == null) == (request.call() == null)) {
      throw ProblemException.badRequest("expected: either session or call");
    }
    Scope scope = new Scope(request.session(), request.call());
    return erasures.erase(scope, caller, authorization, request.reason());
  }

  @GetMapping(PATH)
  @Operation(summary = "Erasures, the newest first; without doneAt those that are only stated")
  Newest several(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    List<Erasure> found = table.newest(limit);
    evidence.append(
        new EvidenceRead(
            caller.party(),
            caller.actorParties(),
            caller.digest(),
            "recordings.erasures",
            "limit=" + limit,
            found.size()));
    return new Newest(found);
  }
}
