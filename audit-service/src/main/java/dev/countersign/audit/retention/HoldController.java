package dev.countersign.audit.retention;

import dev.countersign.audit.log.OwnRecords;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.KeepersOnly;
import dev.countersign.audit.reading.Page;
import dev.countersign.evidence.record.HoldScope;
import dev.countersign.evidence.record.KeepingBody.HoldPlaced;
import dev.countersign.evidence.record.KeepingBody.HoldReleased;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Places and releases legal holds. A hold is in force when its record is in the log, which is
/// before the answer.
@RestController
@Tag(name = "retention")
class HoldController {
  private final Holds holds;
  private final OwnRecords own;
  private final EvidenceReads reads;

  HoldController(Holds holds, OwnRecords own, EvidenceReads reads) {
    this.holds = holds;
    this.own = own;
    this.reads = reads;
  }

  /// @param scope what is held; absent: everything
  @io.swagger.v3.oas.annotations.media.Schema(name = "HoldRequest")
  record Request(@Nullable String reason, @Nullable HoldScope scope) {}

  @io.swagger.v3.oas.annotations.media.Schema(name = "HoldRelease")
  record Release(@Nullable String reason) {}

  @GetMapping("/api/v1/holds")
  @Operation(summary = "All legal holds, oldest first")
  Page<Hold> several(@AuthenticationPrincipal VerifiedToken caller, HttpServletRequest request) {
    return reads.shown(caller, request, new Page<>(holds.all(), null));
  }

  @GetMapping("/api/v1/holds/in-force")
  @KeepersOnly
  @Operation(summary = "The legal holds that are not released, for who is about to erase something")
  Page<Hold> inForce(@AuthenticationPrincipal VerifiedToken caller, HttpServletRequest request) {
    return reads.shown(caller, request, new Page<>(holds.inForce(), null));
  }

  @PostMapping("/api/v1/holds")
  @ResponseStatus(HttpStatus.CREATED)
  @KeepersOnly
  @Operation(
      summary = "Places a legal hold: records it matches are not pruned until it is released")
  Hold place(@RequestBody Request request, @AuthenticationPrincipal VerifiedToken caller) {
    HoldScope scope = request.scope() == null ? HoldScope.EVERYTHING : request.scope();
    if (scope.from() != null && scope.to() != null && !scope.from().isBefore(scope.to())) {
      throw ProblemException.badRequest("scope.to: not after scope.from");
    }
    String id = UUID.randomUUID().toString();
    own.appendAndAwait(
        new HoldPlaced(
            id,
            caller.party(),
            caller.actorParties(),
            caller.digest(),
            OwnRecords.reason(request.reason()),
            scope));
    return found(id);
  }

  @PostMapping("/api/v1/holds/{id}/release")
  @KeepersOnly
  @Operation(summary = "Releases a legal hold")
  Hold release(
      @PathVariable String id,
      @RequestBody Release release,
      @AuthenticationPrincipal VerifiedToken caller) {
    if (!found(id).inForce()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "already-released", "The hold was released before.");
    }
    own.appendAndAwait(
        new HoldReleased(
            id,
            caller.party(),
            caller.actorParties(),
            caller.digest(),
            OwnRecords.reason(release.reason())));
    return found(id);
  }

  private Hold found(String id) {
    return holds.one(id).orElseThrow(() -> ProblemException.notFound("The hold"));
  }
}
