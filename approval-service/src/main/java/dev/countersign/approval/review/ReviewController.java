package dev.countersign.approval.review;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.passkey.Assertion;
import dev.countersign.approval.request.ApprovalJson;
import dev.countersign.approval.request.Showing;
import dev.countersign.approval.request.Verdict;
import dev.countersign.approval.review.ReviewDesk.Saying;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Verdicts over REST.
@RestController
@RequestMapping("/api/v1/approvals/{id}")
@Tag(name = "Reviews", description = "People decide.")
class ReviewController {
  private final ReviewDesk desk;
  private final Showing showing;

  ReviewController(ReviewDesk desk, Showing showing) {
    this.desk = desk;
    this.showing = showing;
  }

  /// What a reviewer may add to a verdict; shown to whoever sees the approval.
  ///
  /// @param assertion a passkey's signature over the approval's challenge, where the rule demands
  ///   it
  record Remark(@Nullable @Size(max = 1000) String comment, @Nullable @Valid Assertion assertion) {
    static Saying saying(Verdict verdict, @Nullable Remark remark) {
      return new Saying(
          verdict,
          remark == null ? null : remark.comment(),
          remark == null ? null : remark.assertion());
    }

    static @Nullable String of(@Nullable Remark remark) {
      return remark == null ? null : remark.comment();
    }
  }

  @GetMapping("/challenge")
  @Operation(
      summary = "Gives what a passkey has to sign to approve",
      description = "For this approval and this caller; where the rule demands a signature.")
  @Problems(
      forbidden = {"not-a-reviewer", "own-request", "signature-required"},
      notFound = "not-found")
  Signing.Challenge challenge(
      @AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    return desk.challenge(id, caller);
  }

  @PostMapping("/approve")
  @Operation(
      summary = "Approves",
      description =
          "One verdict a person. With the last one of the quorum the state becomes `approved`.")
  @Problems(
      forbidden = {"not-a-reviewer", "own-request", "signature-required"},
      notFound = "not-found",
      conflict = {"already-decided", "already-reviewed"})
  ApprovalJson approve(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable Remark remark) {
    return showing.show(desk.review(id, caller, Remark.saying(Verdict.APPROVED, remark)), caller);
  }

  @PostMapping("/deny")
  @Operation(
      summary = "Denies",
      description = "One denial is enough, unless the rule asks for more: then it is `denied`.")
  @Problems(
      forbidden = {"not-a-reviewer", "own-request"},
      notFound = "not-found",
      conflict = {"already-decided", "already-reviewed"})
  ApprovalJson deny(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable Remark remark) {
    return showing.show(desk.review(id, caller, Remark.saying(Verdict.DENIED, remark)), caller);
  }

  @PostMapping("/revoke")
  @Operation(
      summary = "Revokes an approval that no call has used",
      description =
          "By a person who approved, or of the rule's revokers. From then on no call can use it;"
              + " calls that wait are told.")
  @Problems(
      forbidden = "not-a-revoker",
      notFound = "not-found",
      conflict = {"not-approved", "already-consumed", "already-decided"})
  ApprovalJson revoke(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable Remark remark) {
    return showing.show(desk.revoke(id, caller, Remark.of(remark)), caller);
  }

  /// A comment.
  record Comment(@NotBlank @Size(max = 1000) String comment) {}

  @PostMapping("/comment")
  @Operation(
      summary = "Adds a comment",
      description = "By whoever sees the approval; it changes nothing else and is no evidence.")
  @Problems(notFound = "not-found", conflict = "too-many-comments")
  ApprovalJson comment(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody Comment comment) {
    return showing.show(desk.comment(id, caller, comment.comment()), caller);
  }

  /// What somebody says afterwards of a broken glass.
  record Afterthought(
      @Pattern(regexp = "justified|unjustified") String verdict,
      @NotBlank @Size(max = 1000) String comment) {}

  @PostMapping("/review")
  @Operation(
      summary = "Reviews a broken glass",
      description = "Once, by a person of the groups that the rule names for it; also when late.")
  @Problems(
      forbidden = {"not-a-reviewer", "own-request"},
      notFound = "not-found",
      conflict = {"already-reviewed", "no-broken-glass"})
  ApprovalJson review(
      @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID id,
      @Valid @RequestBody Afterthought said) {
    boolean justified = said.verdict().equals("justified");
    return showing.show(desk.judge(id, caller, justified, said.comment()), caller);
  }

  @PostMapping("/withdraw")
  @Operation(
      summary = "Takes a request back",
      description = "By who asked, as long as it was not used.")
  @Problems(forbidden = "not-the-requester", notFound = "not-found", conflict = "already-decided")
  ApprovalJson withdraw(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    return showing.show(desk.withdraw(id, caller), caller);
  }
}
