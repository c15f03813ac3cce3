/// A witness: a small server outside of the log's operator's reach that cosigns checkpoints, each
/// only if it extends the one it cosigned before (C2SP `tlog-witness`). It trusts the logs' public
/// keys and its own disk, and nothing else.
///
/// Start here: [Witness] decides, [WitnessServer] speaks HTTP, [WitnessCommand] starts both.
@NullMarked
package dev.countersign.witness;

import org.jspecify.annotations.NullMarked;
