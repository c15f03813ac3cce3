/// Who may review, and when enough distinct people have. Pure rules, no framework.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.approval.quorum;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
