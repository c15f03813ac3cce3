/// Finding calls and sessions. Columns are searched; what is shown is read from the signed bytes.
@ApplicationModule(allowedDependencies = {"arguments", "log", "reading", "settings"})
@NullMarked
package dev.countersign.audit.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
