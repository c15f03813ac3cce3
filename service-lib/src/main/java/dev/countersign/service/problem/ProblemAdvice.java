package dev.countersign.service.problem;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.service.messaging.MessagingUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns every failure of a REST call into a problem with a stable type, and never into a stack
/// trace.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ProblemDetail known(ProblemException e) {
    return e.problem();
  }

  @ExceptionHandler({EvidenceUnavailableException.class, MessagingUnavailableException.class})
  ProblemDetail noEvidence(RuntimeException e) {
    LOG.warn("refused for want of evidence: {}", e.getMessage());
    return Problems.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "evidence-unavailable",
        "This cannot be put on the record now, so it was not done. Try again.");
  }

  @ExceptionHandler
  ProblemDetail invalid(ConstraintViolationException e) {
    return Problems.of(
        HttpStatus.BAD_REQUEST,
        "malformed-request",
        e.getConstraintViolations().stream()
            .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
            .sorted()
            .findFirst()
            .orElse("A parameter is not valid."));
  }

  /// @throws Exception the failure itself when a part of the answer is on its way already: a
  ///   problem would then end it as if it were whole, so the server breaks the connection instead
  @ExceptionHandler
  ProblemDetail unexpected(Exception e, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      throw e;
    }
    if (isDatabase(e)) {
      LOG.warn("the database did not answer: {}", e.getClass().getName());
      return Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "database-unavailable",
          "The database does not answer. Try again.");
    }
    LOG.error("unexpected failure", e);
    return Problems.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong; it is in the log.");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    String detail =
        body instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : known.getReasonPhrase();
    return super.handleExceptionInternal(
        e, Problems.of(known, name(known), detail), headers, status, request);
  }

  private static String name(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "malformed-request";
      case NOT_FOUND -> "not-found";
      case METHOD_NOT_ALLOWED -> "method-not-allowed";
      case NOT_ACCEPTABLE -> "not-acceptable";
      case UNSUPPORTED_MEDIA_TYPE -> "unsupported-content";
      case CONTENT_TOO_LARGE -> "too-large";
      default -> status.is4xxClientError() ? "malformed-request" : "internal";
    };
  }

  private static boolean isDatabase(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.sql.SQLException sql) {
        String state = sql.getSQLState();
        return cause instanceof java.sql.SQLTransientException
            || state == null
            || state.startsWith("08")
            || state.startsWith("57");
      }
    }
    return false;
  }
}
