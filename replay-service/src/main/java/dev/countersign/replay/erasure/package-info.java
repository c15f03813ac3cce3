/// Erases recordings when a keeper says so and no legal hold keeps them: the bytes go, what proves
/// them stays.
///
/// Start here: [dev.countersign.replay.erasure.Erasures].
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.replay.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
