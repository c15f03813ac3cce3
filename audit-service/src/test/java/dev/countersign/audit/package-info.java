/// The audit-service under test: real PostgreSQL, real Kafka, real writers.
@NullMarked
package dev.countersign.audit;

import org.jspecify.annotations.NullMarked;
