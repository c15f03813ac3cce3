/// The gateway side by side with a bare one: CPU time per call, added latency, memory.
///
/// Start here: [dev.countersign.bench.gateway.SideBySide].
@NullMarked
package dev.countersign.bench.gateway;

import org.jspecify.annotations.NullMarked;
