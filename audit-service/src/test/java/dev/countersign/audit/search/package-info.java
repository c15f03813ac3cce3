/// Filters of calls, and the plans of the database for them.
@NullMarked
package dev.countersign.audit.search;

import org.jspecify.annotations.NullMarked;
