/// Pruning and holds on a real database.
@NullMarked
package dev.countersign.audit.retention;

import org.jspecify.annotations.NullMarked;
