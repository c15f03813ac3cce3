/// What the operator wrote, read once, checked whole and compiled: connections, their functions and
/// the rules for them.
///
/// Start here: [dev.countersign.gateway.config.ConfigSource] gives the configuration in force,
/// [dev.countersign.gateway.config.Connection] is one entry of it. The reference of the file is
/// `docs/configuration.md`.
@ApplicationModule(allowedDependencies = "access")
@NullMarked
package dev.countersign.gateway.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
