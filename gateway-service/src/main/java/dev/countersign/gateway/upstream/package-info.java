/// Runs an operation on its target, with the stored credential.
///
/// Start here: [dev.countersign.gateway.upstream.HttpUpstream].
@ApplicationModule(allowedDependencies = {"access", "config"})
@NullMarked
package dev.countersign.gateway.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
