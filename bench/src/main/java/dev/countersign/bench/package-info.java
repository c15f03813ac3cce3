/// Benchmarks: single steps with JMH, the gateway side by side with a bare one, the whole suite.
///
/// How to run them and what they said: `docs/performance.md`.
@NullMarked
package dev.countersign.bench;

import org.jspecify.annotations.NullMarked;
