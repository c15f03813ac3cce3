package dev.countersign.approval.request;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.quorum.Eligibility;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
  private final Showing showing;

  ApprovalController(ApprovalRegister register, Visibility visibility, Showing showing) {
    this.register = register;
    this.visibility = visibility;
    this.showing = showing;
  }

  /// A page of approvals, newest first.
  record Page(List<ApprovalJson> items, @Nullable String next) {}

  /// What may be asked of the list; what is not asked for does not narrow it.
  record Filter(
      @Parameter(description = "Only approvals in this state.") @Nullable String state,
      @Parameter(description = "Only what the caller asked for.") @Nullable Boolean mine,
      @Parameter(description = "Only what waits for the caller's verdict.")
          @Nullable Boolean toDecide,
      @Parameter(description = "Only what the caller gave a verdict on.")
          @Nullable Boolean reviewed,
      @Parameter(description = "Only broken glasses that nobody has judged.")
          @Nullable Boolean toReview,
      @Parameter(description = "Only those asked for longer ago than this ISO-8601 duration.")
          @Nullable String olderThan,
      @Parameter(description = "Only those asked for less long ago.") @Nullable String newerThan) {}

  @GetMapping
  @Operation(
      summary = "Lists approvals that concern the caller",
      description =
          "Those the caller may decide, revoke or review, asked for, or has reviewed; auditors see"
              + " all. Newest first. A page may hold less than `limit` and still have a `next`.")
  @Problems
  Page list(
      @AuthenticationPrincipal VerifiedToken caller,
      @ParameterObject Filter filter,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @Parameter(description = "`next` of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    ApprovalPage found = register.list(query(caller, filter, before(cursor), limit));
    return new Page(
        found.approvals().stream()
            .filter(approval -> visibility.isVisible(approval, caller))
            .filter(approval -> !is(filter.toDecide()) || mayDecide(approval, caller))
            .map(approval -> showing.show(approval, caller))
            .toList(),
        found.next() == null ? null : found.next().toString());
  }

  private ApprovalQuery query(
      VerifiedToken caller, Filter filter, @Nullable UUID before, int limit) {
    return new ApprovalQuery(
        caller,
        state(filter.state()),
        is(filter.mine()),
        is(filter.toDecide()),
        is(filter.reviewed()),
        is(filter.toReview()),
        before,
        ago("newerThan", filter.newerThan()),
        ago("olderThan", filter.olderThan()),
        limit);
  }

  private static boolean mayDecide(Approval approval, VerifiedToken caller) {
    return approval.request().reviewers().judge(caller) == Eligibility.MAY_REVIEW;
  }

  private static boolean is(@Nullable Boolean wanted) {
    return wanted != null && wanted;
  }

  private @Nullable UUID ago(String name, @Nullable String duration) {
    try {
      return duration == null
          ? null
          : Age.firstIdOf(register.now().minus(Duration.parse(duration)));
    } catch (DateTimeException | ArithmeticException e) {
      throw ProblemException.badRequest(name + ": no duration such as PT15M.");
    }
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Shows one approval",
      description =
          "To the requester, its possible reviewers and auditors; to others it is 404. The arguments"
              + " are masked as the caller's groups allow.")
  @Problems(notFound = "not-found")
  ApprovalJson get(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    return showing.show(visibility.find(id, caller), caller);
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
