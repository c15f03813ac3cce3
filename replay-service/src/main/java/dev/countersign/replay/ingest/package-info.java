/// Takes frames from the topic `countersign.recordings`: strictly, at least once, in order.
///
/// Start here: [dev.countersign.replay.ingest.FrameListener].
@ApplicationModule(allowedDependencies = "recording")
@NullMarked
package dev.countersign.replay.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
