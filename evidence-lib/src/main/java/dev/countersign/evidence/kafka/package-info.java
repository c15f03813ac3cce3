/// The way of evidence over Kafka: `acks=all`, idempotent, and silent after the first failure.
///
/// The only package here that needs `kafka-clients`, which is an optional dependency.
@NullMarked
package dev.countersign.evidence.kafka;

import org.jspecify.annotations.NullMarked;
