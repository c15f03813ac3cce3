/// Operators' own patterns, in RE2 syntax, found in linear time: as a deterministic automaton over
/// bytes where that is small enough, else by RE2/J.
///
/// *Start here:* [dev.countersign.masking.pattern.CompiledPattern].
@NullMarked
package dev.countersign.masking.pattern;

import org.jspecify.annotations.NullMarked;
