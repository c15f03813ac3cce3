/// Signed notes and checkpoints: the C2SP forms `signed-note` and `tlog-checkpoint`, with Ed25519.
///
/// Start here: [Checkpoint] for what a log claims, [SignedNote] for how it is signed.
@NullMarked
package dev.countersign.evidence.note;

import org.jspecify.annotations.NullMarked;
