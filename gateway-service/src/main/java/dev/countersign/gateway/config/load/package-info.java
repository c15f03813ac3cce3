/// Turns the connections file into the configuration in force, or into the list of its mistakes.
///
/// Start here: [dev.countersign.gateway.config.load.ConfigLoader].
@NamedInterface("load")
@NullMarked
package dev.countersign.gateway.config.load;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
