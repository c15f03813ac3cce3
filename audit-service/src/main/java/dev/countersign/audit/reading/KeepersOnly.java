package dev.countersign.audit.reading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An operation that changes what becomes of evidence: only members of the keepers' groups may ask
/// for it, who need not be readers.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeepersOnly {}
