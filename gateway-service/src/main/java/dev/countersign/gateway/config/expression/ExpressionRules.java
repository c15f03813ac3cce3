package dev.countersign.gateway.config.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks that CEL's own type check does not make: patterns and levels of risk.
final class ExpressionRules {
  private static final Set<String> LEVELS = Set.of("low", "medium", "high");
  private static final Set<String> EQUALITIES = Set.of("_==_", "_!=_");
  private static final String IN = "@in";

  private final Patterns patterns;

  ExpressionRules(Patterns patterns) {
    this.patterns = patterns;
  }

  void check(CelAbstractSyntaxTree ast) throws ExpressionException {
    List<CelCall> calls =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .filter(expr -> expr.getKind() == ExprKind.Kind.CALL)
            .map(CelExpr::call)
            .toList();
    for (CelCall call : calls) {
      if (call.function().equals("matches")) {
        addPattern(call.args().getLast());
      } else if (EQUALITIES.contains(call.function())) {
        checkRisk(call.args().getFirst(), call.args().getLast());
        checkRisk(call.args().getLast(), call.args().getFirst());
      } else if (call.function().equals(IN)
          && call.args().getLast().getKind() == ExprKind.Kind.LIST) {
        for (CelExpr element : call.args().getLast().list().elements()) {
          checkRisk(call.args().getFirst(), element);
        }
      }
    }
  }

  private void addPattern(CelExpr argument) throws ExpressionException {
    Optional<String> pattern = text(argument);
    if (pattern.isEmpty()) {
      throw new ExpressionException(
          "the pattern of matches() is computed", "a pattern written out, such as r'^a+$'");
    }
    patterns.add(pattern.get());
  }

  /// A misspelt level would never be equal to any risk, and the rule would never apply.
  private static void checkRisk(CelExpr variable, CelExpr other) throws ExpressionException {
    boolean isRisk =
        variable.getKind() == ExprKind.Kind.IDENT && variable.ident().name().equals("risk");
    Optional<String> level = text(other);
    if (isRisk && level.isPresent() && !LEVELS.contains(level.get())) {
      throw new ExpressionException(
          "risk is compared with '" + level.get() + "'", "'low', 'medium' or 'high'");
    }
  }

  private static Optional<String> text(CelExpr expr) {
    return expr.getKind() == ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expr.constant().stringValue())
        : Optional.empty();
  }
}
