package dev.countersign.approval.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person has to authenticate anew, or better, before they decide (RFC 9470).
final class StepUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Long maxAge;
  private final String contexts;

  StepUpException(@Nullable Long maxAge, @Nullable List<String> contexts) {
    super("a fresh or better authentication is needed");
    this.maxAge = maxAge;
    this.contexts = contexts == null ? "" : String.join(" ", contexts);
  }

  /// The challenge of RFC 9470 §3.
  String challenge() {
    StringBuilder challenge =
        new StringBuilder(
            "Bearer realm=\"countersign\", error=\"insufficient_user_authentication\"");
    if (maxAge != null) {
      challenge.append(", max_age=\"").append(maxAge).append('"');
    }
    if (!contexts.isEmpty()) {
      challenge.append(", acr_values=\"").append(contexts.replaceAll("[\"\\\\]", "")).append('"');
    }
    return challenge.toString();
  }
}
