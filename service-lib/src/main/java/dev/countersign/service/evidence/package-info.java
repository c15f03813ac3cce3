/// The service as a writer of evidence: its key, its chain, its signed statements.
@NullMarked
package dev.countersign.service.evidence;

import org.jspecify.annotations.NullMarked;
