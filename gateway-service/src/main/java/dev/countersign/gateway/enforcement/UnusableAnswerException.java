package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Problem;
import java.io.IOException;

/// The upstream's answer cannot be passed on.
final class UnusableAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  UnusableAnswerException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
