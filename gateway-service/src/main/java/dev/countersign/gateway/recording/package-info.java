/// What is written about a call: the intent before it, the frames in between, the outcome after it,
/// or its refusal.
///
/// Start here: [dev.countersign.gateway.recording.CallRecorder].
@ApplicationModule(allowedDependencies = "access")
@NullMarked
package dev.countersign.gateway.recording;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
