/// Reading evidence: who may, with which parameters, and the record that it happened.
@ApplicationModule(allowedDependencies = "settings")
@NullMarked
package dev.countersign.audit.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
