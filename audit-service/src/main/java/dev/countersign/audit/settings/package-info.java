/// What an operator can set; every limit has its default here.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.audit.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
