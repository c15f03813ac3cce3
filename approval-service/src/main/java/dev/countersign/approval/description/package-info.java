/// The API's description (OpenAPI): what every operation has in common is said once.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.approval.description;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
