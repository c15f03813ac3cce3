package dev.countersign.gateway.access;

import org.jspecify.annotations.Nullable;

/// One call whose caller and operation are known.
///
/// @param trace the W3C trace id the caller sent, if any
public record Call(
    CallId id, SessionId session, @Nullable String trace, Caller caller, Operation operation) {}
