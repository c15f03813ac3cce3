/// The recordings: frames of calls, kept for good and shown in order.
///
/// Start here: [dev.countersign.replay.recording.FrameStore] keeps,
/// [dev.countersign.replay.recording.RecordingController] shows.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.replay.recording;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
