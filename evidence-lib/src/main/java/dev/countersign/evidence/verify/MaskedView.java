package dev.countersign.evidence.verify;

import dev.countersign.evidence.holes.BodyKind;
import java.nio.file.Path;
import java.util.Optional;

/// A masked body that somebody holds, and the proof of how it was masked.
///
/// @param kind the grammar in which the places of holes are named; guessed where nobody says
public record MaskedView(Path body, Path proof, Optional<BodyKind> kind) {}
