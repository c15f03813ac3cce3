package dev.countersign.replay.recording;

import java.time.Instant;
import java.util.List;

/// A recorded session: whose, when, and how much.
///
/// @param first time of the first frame stored
/// @param last time of its latest frame
record SessionSummary(
    String session, List<String> subjects, Instant first, Instant last, long calls, long frames) {}
