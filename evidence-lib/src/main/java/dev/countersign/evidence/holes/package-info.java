/// Names the places of holes in a masked body, read off the masked body itself: what is hidden is
/// not in it, so no place can show it. Knows nothing of rules, and shares no code with the library
/// that masks.
///
/// Start here: [HolePaths].
@NullMarked
package dev.countersign.evidence.holes;

import org.jspecify.annotations.NullMarked;
