package dev.countersign.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/// Puts the advice in place.
@AutoConfiguration
@Import(ProblemAdvice.class)
class ProblemConfiguration {}
