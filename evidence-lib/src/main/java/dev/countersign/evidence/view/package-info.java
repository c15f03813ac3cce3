/// Checks a masked body against what its gateway committed to, without the original:
/// `docs/design/0003-masking-commitments.md`. Shares no code with the library that commits.
///
/// Start here: [MaskingProof] and [ViewCommitment].
@NullMarked
package dev.countersign.evidence.view;

import org.jspecify.annotations.NullMarked;
