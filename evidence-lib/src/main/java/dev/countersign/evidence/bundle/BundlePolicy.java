package dev.countersign.evidence.bundle;

import dev.countersign.evidence.record.Digest;

/// A policy document of a bundle and the digest that its name claims. Nothing of it is verified.
public record BundlePolicy(Digest name, byte[] document) {}
