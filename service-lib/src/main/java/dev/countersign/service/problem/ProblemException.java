package dev.countersign.service.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// A request that is answered with a problem. The detail is told to the caller: no secrets.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String name;

  public ProblemException(HttpStatus status, String name, String detail) {
    super(detail);
    this.status = status;
    this.name = name;
  }

  public static ProblemException notFound(String what) {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", what + " does not exist.");
  }

  public static ProblemException badRequest(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "malformed-request", detail);
  }

  public HttpStatus status() {
    return status;
  }

  public String name() {
    return name;
  }

  public ProblemDetail problem() {
    String detail = getMessage();
    return Problems.of(status, name, detail == null ? name : detail);
  }
}
