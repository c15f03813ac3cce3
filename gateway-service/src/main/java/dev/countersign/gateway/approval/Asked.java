package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.Commitment;
import java.time.Instant;

/// An approval that this process has asked for.
record Asked(String approval, Commitment arguments, Instant decideBy) {}
