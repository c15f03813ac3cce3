/// Commits to how a masked body came out of its original, so that it can be proven without the
/// original: `docs/design/0003-masking-commitments.md`. Knows nothing of rules or engines.
///
/// *Start here:* [dev.countersign.masking.commit.BodyCommitter].
@NullMarked
package dev.countersign.masking.commit;

import org.jspecify.annotations.NullMarked;
