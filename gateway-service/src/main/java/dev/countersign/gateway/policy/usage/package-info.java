/// What each caller used of each function lately: the history that risk looks at, and quotas.
///
/// Kept in this process's memory, bounded; another replica keeps its own.
///
/// Start here: [dev.countersign.gateway.policy.usage.UsageBook].
@NamedInterface("usage")
@NullMarked
package dev.countersign.gateway.policy.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
