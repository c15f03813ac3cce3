package dev.countersign.evidence.bundle;

/// A checkpoint of a bundle, as its bytes: should be a signed note over `size` leaves. Nothing of
/// it is verified.
public record BundleCheckpoint(long size, byte[] note) {}
