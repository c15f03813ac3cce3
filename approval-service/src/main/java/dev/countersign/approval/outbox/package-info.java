/// Messages that leave with the transaction that caused them: stored with it, sent after it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.approval.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
