package dev.countersign.audit.search;

import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session: the calls of one subject that belong together.
///
/// @param first time of its first call
/// @param last time of its newest call
/// @param calls all of them
/// @param refused those that were not let through
/// @param open those without an outcome
@Schema(name = "Session")
record SessionView(
    String session,
    @Nullable Party subject,
    Instant first,
    Instant last,
    long calls,
    long refused,
    long open) {}
