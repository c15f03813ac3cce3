package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.Response;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How a forwarded call ended.
///
/// @param response what came back and what was passed on, where anything was
/// @param rules guardrails that fired on the answer; null where none did
/// @param failure a problem's name, where the call did not complete
public record Outcome(
    OutcomeStatus status,
    @Nullable Integer upstreamStatus,
    @Nullable Integer callerStatus,
    @Nullable Response response,
    @Nullable SortedMap<String, Integer> holes,
    @Nullable String failure,
    Duration duration,
    @Nullable List<String> rules) {}
