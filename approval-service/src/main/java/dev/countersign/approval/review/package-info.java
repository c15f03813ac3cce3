/// People give their verdict on a request, or take their own request back.
@ApplicationModule(allowedDependencies = {"request", "quorum", "passkey", "description"})
@NullMarked
package dev.countersign.approval.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
