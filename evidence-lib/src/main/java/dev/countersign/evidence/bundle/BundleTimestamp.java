package dev.countersign.evidence.bundle;

/// A timestamp of a bundle, as its bytes: should be an authority's token (RFC 3161) over the text
/// of the checkpoint of that size. Nothing of it is verified.
public record BundleTimestamp(long size, byte[] token) {}
