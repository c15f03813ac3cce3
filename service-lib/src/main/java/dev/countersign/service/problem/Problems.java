package dev.countersign.service.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// RFC 9457 problems with this product's types, `urn:countersign:problem:<name>`.
public final class Problems {
  private static final String TYPE = "urn:countersign:problem:";

  private Problems() {}

  /// The type of the problem of that name.
  public static String type(String name) {
    return TYPE + name;
  }

  public static ProblemDetail of(HttpStatus status, String name, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(type(name)));
    problem.setTitle(name.replace('-', ' '));
    return problem;
  }
}
