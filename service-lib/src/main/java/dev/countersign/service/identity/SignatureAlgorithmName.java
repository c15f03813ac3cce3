package dev.countersign.service.identity;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of an asymmetric signature algorithm (RFC 7518 §3.1, RFC 8037).
@Pattern(regexp = "(RS|PS|ES)(256|384|512)|EdDSA")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@interface SignatureAlgorithmName {
  String message() default "an asymmetric algorithm is expected: RS256 … ES512, EdDSA";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
