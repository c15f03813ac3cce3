/// Signed notes and checkpoints: the C2SP forms `signed-note`, `tlog-checkpoint`,
/// `tlog-cosignature` and `tlog-policy`, with Ed25519.
///
/// Start here: [Checkpoint] for what a log claims, [SignedNote] for how it is signed, [Cosigner]
/// for how a witness signs, [WitnessPolicy] for whose signatures are enough.
@NullMarked
package dev.countersign.evidence.note;

import org.jspecify.annotations.NullMarked;
