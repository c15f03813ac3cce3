/// Live lists: what changes is told at once to those who may see it, as server-sent events.
@ApplicationModule(allowedDependencies = {"request", "description"})
@NullMarked
package dev.countersign.approval.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
