package dev.countersign.approval.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The names of the problems (RFC 9457) with which an operation may answer, besides those with
/// which every operation may: `malformed-request`, `invalid-token` and what is unavailable.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {
  String[] forbidden() default {};

  String[] notFound() default {};

  String[] conflict() default {};

  String[] gone() default {};
}
