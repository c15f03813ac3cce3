/// Kafka as the services use it: nothing skipped, nothing committed early.
@NullMarked
package dev.countersign.service.messaging;

import org.jspecify.annotations.NullMarked;
