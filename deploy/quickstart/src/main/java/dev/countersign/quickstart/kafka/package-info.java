/// A real Kafka broker in KRaft mode with its data on disk, and the topics of the suite.
@NullMarked
package dev.countersign.quickstart.kafka;

import org.jspecify.annotations.NullMarked;
