/// Compact JWS (RFC 7515) with Ed25519 (RFC 8037) over exact bytes, and the keys for it.
@NullMarked
package dev.countersign.evidence.jws;

import org.jspecify.annotations.NullMarked;
