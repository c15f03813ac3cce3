/// Taking evidence in: every message is checked against its writer's key and its chain, and becomes
/// a leaf, or stops its partition with an alarm. Nothing is skipped.
///
/// Start here: [EvidenceListener], [ChainRules].
@ApplicationModule(allowedDependencies = {"settings", "alarm", "log"})
@NullMarked
package dev.countersign.audit.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
