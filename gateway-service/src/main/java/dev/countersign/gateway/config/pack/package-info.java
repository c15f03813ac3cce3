/// Guardrails that come with the product: each looks for one kind of harm in the arguments of
/// calls, some in answers too.
///
/// Start here: [dev.countersign.gateway.config.pack.Packs].
@NullMarked
package dev.countersign.gateway.config.pack;

import org.jspecify.annotations.NullMarked;
