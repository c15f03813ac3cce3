/// How values stand in the database. Everybody in this service may use it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.approval.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
