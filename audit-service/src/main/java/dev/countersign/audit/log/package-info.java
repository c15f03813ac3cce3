/// The log: records as leaves of a Merkle tree (RFC 9162), appended by one sequencer at a time, put
/// under signed checkpoints.
///
/// Start here: [Sequencer] appends, [Checkpoints] signs, [LogReader] reads and proves.
@ApplicationModule(allowedDependencies = {"settings", "alarm"})
@NullMarked
package dev.countersign.audit.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
