package dev.countersign.approval.consumption;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRegister;
import dev.countersign.approval.request.Consumption;
import dev.countersign.approval.request.Showing;
import dev.countersign.approval.request.Step;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.approval.request.Step.Refused;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The use of approvals, for gateways: a token with the scope `countersign.consume` that nobody
/// uses on somebody else's behalf.
@RestController
@RequestMapping("/api/v1/approvals")
@Tag(name = "Use", description = "For gateways only.")
class ConsumptionController {
  private static final String SCOPE = "countersign.consume";

  private final ApprovalRegister register;
  private final AdmissionSettings admission;
  private final Outcomes outcomes;
  private final Showing showing;

  ConsumptionController(
      ApprovalRegister register, AdmissionSettings admission, Outcomes outcomes, Showing showing) {
    this.register = register;
    this.admission = admission;
    this.outcomes = outcomes;
    this.showing = showing;
  }

  /// Bindings of approvals that are still open, newest first, and whether the requester may ask for
  /// one more.
  ///
  /// @param viewKey for whom views for people with clearances are sealed: X25519, base64url
  record Open(List<Binding> items, boolean mayAsk, String viewKey) {}

  @PostMapping("/open")
  @Operation(
      summary = "Looks for open approvals of a call's requester, before people are asked",
      description = "With `mayAsk`: whether the requester may ask for one more.")
  @Problems(forbidden = "not-granted")
  Open open(@AuthenticationPrincipal VerifiedToken caller, @Valid @RequestBody Search search) {
    requireGateway(caller);
    Instant now = register.now();
    List<Binding> found =
        register
            .findOpen(search.requester(), now.minus(admission.lookBack()), admission.candidates())
            .stream()
            .filter(approval -> search.fits(approval.request()))
            .map(Binding::of)
            .toList();
    long asked = register.countSince(search.requester(), now.minus(admission.window()));
    String viewKey = Base64.getUrlEncoder().withoutPadding().encodeToString(showing.publicKey());
    return new Open(found, asked < admission.requests(), viewKey);
  }

  @PostMapping("/{id}/abandon")
  @Operation(
      summary = "Takes a request back whose caller has gone away",
      description = "It becomes `withdrawn`, unless it was used or has ended.")
  @Problems(forbidden = "not-granted", notFound = "not-found", conflict = "not-approved")
  Binding abandon(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    requireGateway(caller);
    find(id);
    return switch (register.change(id, approval -> approval.withdraw(register.now()))) {
      case Moved(Approval next) -> Binding.of(next);
      case Refused(Step.Refusal reason) -> throw problem(reason);
    };
  }

  @GetMapping("/{id}/binding")
  @Operation(
      summary = "Tells what an approval binds",
      description = "With the salt; of a used one also how the call ended that used it.")
  @Problems(forbidden = "not-granted", notFound = "not-found")
  Binding binding(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    requireGateway(caller);
    return told(find(id));
  }

  private Binding told(Approval approval) {
    return Binding.of(approval, outcomes.until(approval), outcomes.of(approval).orElse(null));
  }

  @PostMapping("/{id}/outcome")
  @Operation(
      summary = "Takes in how the call ended that used an approval",
      description = "From the gateway that used it. The same again changes nothing.")
  @Problems(forbidden = "not-granted", notFound = "not-found", conflict = "outcome-conflict")
  Binding outcome(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody UseOutcome outcome) {
    requireGateway(caller);
    Approval approval = find(id);
    if (!outcomes.keep(approval, outcome)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "outcome-conflict",
          "Another call used this approval, or it ended otherwise.");
    }
    return told(approval);
  }

  @PostMapping("/{id}/consume")
  @Operation(
      summary = "Uses an approval for one call",
      description =
          "Answers 200 once in the approval's life, after the use is durable evidence. An answer"
              + " that gets lost is not given again.")
  @Problems(
      forbidden = "not-granted",
      notFound = "not-found",
      conflict = {"not-approved", "already-consumed", "approval-mismatch"},
      gone = "approval-expired")
  Binding consume(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody Use use) {
    requireGateway(caller);
    if (!use.isFor(find(id).request())) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "approval-mismatch", "This is not the call that was approved.");
    }
    Step step =
        register.change(
            id,
            approval ->
                approval.consume(new Consumption(use.call(), use.consumer(), register.now())));
    return switch (step) {
      case Moved(Approval next) -> Binding.of(next);
      case Refused(Step.Refusal reason) -> throw problem(reason);
    };
  }

  private Approval find(UUID id) {
    return register.find(id).orElseThrow(() -> ProblemException.notFound("This approval"));
  }

  private static void requireGateway(VerifiedToken caller) {
    if (!caller.scopes().contains(SCOPE) || !caller.actors().isEmpty()) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "This is not allowed for you.");
    }
  }

  private static ProblemException problem(Step.Refusal reason) {
    return switch (reason) {
      case ALREADY_CONSUMED ->
          new ProblemException(
              HttpStatus.CONFLICT, "already-consumed", "A call has used this approval.");
      case OUT_OF_TIME ->
          new ProblemException(
              HttpStatus.GONE, "approval-expired", "The time for this approval has run out.");
      case NOT_APPROVED, ALREADY_DECIDED, ALREADY_REVIEWED, NOT_DUE, FULL ->
          new ProblemException(HttpStatus.CONFLICT, "not-approved", "This is not approved.");
    };
  }
}
