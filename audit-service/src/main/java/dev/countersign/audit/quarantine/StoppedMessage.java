package dev.countersign.audit.quarantine;

import org.jspecify.annotations.Nullable;

/// Why a message stopped its partition, and which place of a chain it claims, as far as its alarm
/// says.
record StoppedMessage(
    String kind, @Nullable String writer, @Nullable Long epoch, @Nullable Long seq) {}
