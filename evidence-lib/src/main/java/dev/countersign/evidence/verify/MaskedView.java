package dev.countersign.evidence.verify;

import java.nio.file.Path;

/// A masked body that somebody holds, and the proof of how it was masked.
public record MaskedView(Path body, Path proof) {}
