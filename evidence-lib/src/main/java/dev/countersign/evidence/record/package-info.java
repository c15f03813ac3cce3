/// The evidence records: their envelope, their bodies and their exact bytes.
///
/// Field by field: `docs/design/0001-contracts.md`.
@NullMarked
package dev.countersign.evidence.record;

import org.jspecify.annotations.NullMarked;
