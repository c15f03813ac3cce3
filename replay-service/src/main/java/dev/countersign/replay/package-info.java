/// The replay-service: it keeps what went through the gateway, frame by frame, and shows it to
/// auditors.
///
/// Start here: [dev.countersign.replay.ingest] takes frames in, [dev.countersign.replay.recording]
/// keeps and shows them.
@NullMarked
package dev.countersign.replay;

import org.jspecify.annotations.NullMarked;
