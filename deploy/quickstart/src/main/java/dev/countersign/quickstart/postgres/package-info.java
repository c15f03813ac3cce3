/// A real PostgreSQL server out of a jar: unpacked, initialised once, durable, with one schema and
/// two roles for each service.
@NullMarked
package dev.countersign.quickstart.postgres;

import org.jspecify.annotations.NullMarked;
