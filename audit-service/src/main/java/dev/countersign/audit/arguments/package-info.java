/// Makes calls findable by the words of their masked arguments, as the recordings topic has them.
///
/// Start here: [dev.countersign.audit.arguments.Words], what is looked for;
/// [dev.countersign.audit.arguments.ArgumentListener], where it comes from.
@ApplicationModule(allowedDependencies = {"ingest", "log"})
@NullMarked
package dev.countersign.audit.arguments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
