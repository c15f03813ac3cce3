/// What was asked: requests as gateways signed them, the states of an approval, and the register in
/// which every change of state is proven before it shows.
@ApplicationModule(allowedDependencies = {"quorum", "outbox", "description", "seal"})
@NullMarked
package dev.countersign.approval.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
