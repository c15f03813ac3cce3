/// The two clocks of an approval run out: what nobody decided expires, what nobody used lapses.
@ApplicationModule(allowedDependencies = {"request"})
@NullMarked
package dev.countersign.approval.expiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
