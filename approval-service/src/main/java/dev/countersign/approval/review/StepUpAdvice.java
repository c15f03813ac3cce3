package dev.countersign.approval.review;

import dev.countersign.service.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers with the challenge that tells a client how its user has to authenticate.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepUpAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> challenge(StepUpException e) {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, e.challenge())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            Problems.of(
                HttpStatus.UNAUTHORIZED,
                "insufficient-user-authentication",
                "This needs a fresh or better authentication; see WWW-Authenticate."));
  }
}
