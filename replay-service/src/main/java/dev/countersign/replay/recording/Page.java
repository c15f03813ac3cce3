package dev.countersign.replay.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list, and the cursor under which the rest is found.
///
/// @param next absent where nothing follows
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<T>(List<T> items, @Nullable String next) {}
