package dev.countersign.approval.notification;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.notification.Notifications.Notification;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What became of notifications, for operators.
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications", description = "For operators: what was sent, and what could not be.")
class NotificationController {
  private final Notifications notifications;
  private final NotificationSettings settings;

  NotificationController(Notifications notifications, NotificationSettings settings) {
    this.notifications = notifications;
    this.settings = settings;
  }

  /// A page of notifications, newest first.
  record Page(List<Notification> items, @Nullable String next) {}

  @GetMapping
  @Operation(summary = "Lists notifications", description = "Newest first.")
  @Problems(forbidden = "not-granted")
  Page list(
      @AuthenticationPrincipal VerifiedToken caller,
      @RequestParam(required = false) @Pattern(regexp = "waiting|sent|dead") @Nullable String state,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable UUID cursor) {
    requireOperator(caller);
    List<Notification> found = notifications.list(state, cursor, limit);
    return new Page(found, found.size() < limit ? null : found.getLast().id().toString());
  }

  @PostMapping("/{id}/retry")
  @Operation(
      summary = "Sends a notification again",
      description = "One that is dead or waits; at once, and with all attempts ahead of it.")
  @Problems(forbidden = "not-granted", notFound = "not-found")
  Notification retry(@AuthenticationPrincipal VerifiedToken caller, @PathVariable UUID id) {
    requireOperator(caller);
    if (!notifications.retry(id)) {
      throw ProblemException.notFound("This notification");
    }
    return notifications.find(id).orElseThrow(() -> ProblemException.notFound("This notification"));
  }

  private void requireOperator(VerifiedToken caller) {
    if (!caller.isIn(settings.operators())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "not-granted", "This is not allowed for you.");
    }
  }
}
