/// The log for machines: checkpoint, tiles and entry bundles at the paths of C2SP `tlog-tiles`.
@ApplicationModule(allowedDependencies = {"log", "proof", "reading"})
@NullMarked
package dev.countersign.audit.tiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
