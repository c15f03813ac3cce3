/// Timestamps by somebody else (RFC 3161): an authority signs that it saw a digest, and when.
///
/// Start here: [TimestampQuery] asks, [Timestamp] is the answer, [TimestampAuthorities] says whose
/// answers count.
@NullMarked
package dev.countersign.evidence.timestamp;

import org.jspecify.annotations.NullMarked;
