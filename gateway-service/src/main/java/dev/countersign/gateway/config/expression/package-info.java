/// Conditions in CEL: compiled and checked when the configuration is loaded, evaluated on each
/// call.
///
/// Start here: [dev.countersign.gateway.config.expression.ExpressionCompiler] makes an
/// [dev.countersign.gateway.config.expression.Expression], which is evaluated over
/// [dev.countersign.gateway.config.expression.CallVariables].
@NamedInterface("expression")
@NullMarked
package dev.countersign.gateway.config.expression;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
