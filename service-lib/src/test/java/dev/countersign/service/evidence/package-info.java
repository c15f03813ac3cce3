/// A writer's keys.
@NullMarked
package dev.countersign.service.evidence;

import org.jspecify.annotations.NullMarked;
