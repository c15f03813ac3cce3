package dev.countersign.masking;

/// A whole masked body and what was done to it.
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Masked(byte[] bytes, MaskingReport report) {}
