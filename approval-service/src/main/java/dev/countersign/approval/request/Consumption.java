package dev.countersign.approval.request;

import java.time.Instant;
import java.util.UUID;

/// The one use of an approval: by which call, through which gateway, when.
public record Consumption(UUID call, String consumer, Instant at) {}
