/// The log as a whole: the evidence bundle for an auditor, and the state the log is in.
@ApplicationModule(
    allowedDependencies = {
      "log",
      "ingest",
      "policy",
      "sweep",
      "reading",
      "settings",
      "timestamp",
      "witness"
    })
@NullMarked
package dev.countersign.audit.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
