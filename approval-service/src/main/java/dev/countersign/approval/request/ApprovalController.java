package dev.countersign.approval.request;

import dev.countersign.approval.description.Problems;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Approvals to be read by the people they concern.
@RestController
@RequestMapping("/api/v1/approvals")
@Tag(name = "Approvals", description = "What waits for a countersignature, and what became of it.")
class ApprovalController {
  private final ApprovalRegister register;
  private final Visibility visibility;

  ApprovalController(ApprovalRegister register, Visibility visibility) {
    this.register = register;
    this.visibility = visibility;
  }

  /// A page of approvals, newest first.
  record Page(List<ApprovalJson> items, @Nullable String next) {}

  @GetMapping
  @Operation(
      summary = "Lists approvals that concern the caller",
      description =
          "Those the caller may decide, asked for, or has reviewed; auditors see all. Newest first.")
  @Problems
  Page list(
      @AuthenticationPrincipal VerifiedToken caller,
      @Parameter(description = "Only approvals in this state.") @RequestParam(required = false)
          @Nullable String state,
      @Parameter(description = "Only what the caller asked for.")
          @RequestParam(defaultValue = "false")
          boolean mine,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @Parameter(description = "`next` of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    ApprovalPage found =
        register.list(new ApprovalQuery(caller, state(state), mine, before(cursor), limit));
    return new Page(
        found.approvals().stream()
            .filter(approval -> visibility.isVisible(approval, caller))
            .map(ApprovalJson::of)
            .toList(),
        found.next() == null ? null : found.next().toString());
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Shows one approval",
      description = "To the requester, its possible reviewers and auditors; to others it is 404.")
  @Problems(notFound = "not-found")
  ApprovalJson get(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    return ApprovalJson.of(visibility.find(id, caller));
  }

  private static @Nullable ApprovalState state(@Nullable String name) {
    try {
      return name == null ? null : ApprovalState.parse(name);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("state: there is no such state.");
    }
  }

  private static @Nullable UUID before(@Nullable String cursor) {
    try {
      return cursor == null ? null : UUID.fromString(cursor);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("cursor: not one that was given out.");
    }
  }
}
