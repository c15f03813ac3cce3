package dev.countersign.gateway.config.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.countersign.gateway.config.expression.Step.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a [PlainProgram] of a checked expression, where the expression is plain: members,
/// comparisons, logic, sums, texts and the loops `all`, `exists` and `exists_one`. Used once.
final class PlainCompiler {
  private static final Map<String, BiFunction<Object, Object, Object>> OPERATORS =
      Map.ofEntries(
          Map.entry("_==_", PlainValues::same),
          Map.entry("_!=_", (left, right) -> !PlainValues.same(left, right)),
          Map.entry("_<_", (left, right) -> PlainValues.order(left, right) < 0),
          Map.entry("_<=_", (left, right) -> PlainValues.order(left, right) <= 0),
          Map.entry("_>_", (left, right) -> PlainValues.order(left, right) > 0),
          Map.entry("_>=_", (left, right) -> PlainValues.order(left, right) >= 0),
          Map.entry("_+_", PlainValues::sum),
          Map.entry("_-_", PlainValues::difference),
          Map.entry("_*_", PlainValues::product),
          Map.entry("contains", charged(String::contains)),
          Map.entry("startsWith", charged(String::startsWith)),
          Map.entry("endsWith", charged(String::endsWith)));

  private final CelAbstractSyntaxTree ast;
  private final Patterns patterns;
  private int slots;

  private PlainCompiler(CelAbstractSyntaxTree ast, Patterns patterns) {
    this.ast = ast;
    this.patterns = patterns;
  }

  /// The variables of the loops around a node.
  private record Scope(String name, int slot, @Nullable Scope outer) {}

  /// Empty where an expression is not plain.
  ///
  /// @param patterns holds those of the expression already
  static Optional<PlainProgram> compile(CelAbstractSyntaxTree ast, Patterns patterns) {
    PlainCompiler compiler = new PlainCompiler(ast, patterns);
    try {
      Step root = compiler.step(ast.getExpr(), null);
      return Optional.of(new PlainProgram(root, compiler.slots));
    } catch (Unclear _) {
      return Optional.empty();
    }
  }

  private static BiFunction<Object, Object, Object> charged(BiPredicate<String, String> test) {
    return (left, right) -> {
      String text = PlainValues.text(left);
      String other = PlainValues.text(right);
      TextBudget.charge(text.length() + (long) other.length());
      return test.test(text, other);
    };
  }

  private Step step(CelExpr expr, @Nullable Scope scope) {
    return switch (expr.getKind()) {
      case CONSTANT -> {
        Object value = constant(expr.constant());
        yield run -> value;
      }
      case IDENT -> variable(expr, expr.ident().name(), scope);
      case SELECT -> select(expr, expr.select(), scope);
      case CALL -> call(expr, expr.call(), scope);
      case LIST -> list(expr.list().elements(), scope);
      case COMPREHENSION -> loop(expr.comprehension(), scope);
      default -> throw Unclear.INSTANCE;
    };
  }

  private static Object constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> constant.nullValue();
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      default -> throw Unclear.INSTANCE;
    };
  }

  private Step variable(CelExpr expr, String written, @Nullable Scope scope) {
    String name = ast.getReference(expr.id()).map(CelReference::name).orElse(written);
    boolean isType = ast.getType(expr.id()).filter(type -> type.kind() == CelKind.TYPE).isPresent();
    boolean isConstant =
        ast.getReference(expr.id()).filter(known -> known.value().isPresent()).isPresent();
    if (isType || isConstant || name.startsWith(".") || written.startsWith(".")) {
      throw Unclear.INSTANCE;
    }
    for (Scope inner = scope; inner != null; inner = inner.outer()) {
      if (inner.name().equals(name)) {
        int slot = inner.slot();
        return run -> run.slot(slot);
      }
    }
    return run -> run.variable(name);
  }

  private Step select(CelExpr expr, CelSelect select, @Nullable Scope scope) {
    if (ast.getReference(expr.id()).isPresent()) {
      return variable(expr, select.field(), scope);
    }
    Step operand = step(select.operand(), scope);
    String field = select.field();
    return select.testOnly()
        ? run -> PlainValues.has(operand.value(run), field)
        : run -> PlainValues.member(operand.value(run), field);
  }

  private Step list(List<CelExpr> elements, @Nullable Scope scope) {
    if (elements.stream().allMatch(element -> element.getKind() == Kind.CONSTANT)) {
      List<Object> values = elements.stream().map(element -> constant(element.constant())).toList();
      return run -> values;
    }
    List<Step> steps = elements.stream().map(element -> step(element, scope)).toList();
    return run -> {
      List<Object> values = new ArrayList<>(steps.size());
      for (Step element : steps) {
        values.add(element.value(run));
      }
      return values;
    };
  }

  private Step call(CelExpr expr, CelCall call, @Nullable Scope scope) {
    Overloads overloads = Overloads.of(ast.getReferenceOrThrow(expr.id()).overloadIds());
    List<Step> args =
        Stream.concat(call.target().stream(), call.args().stream())
            .map(argument -> step(argument, scope))
            .toList();
    Step first = args.getFirst();
    Step last = args.getLast();
    return switch (call.function()) {
      case "_&&_" -> run -> first.holds(run) && last.holds(run);
      case "_||_" -> run -> first.holds(run) || last.holds(run);
      case "!_" -> run -> !first.holds(run);
      case "@not_strictly_false" -> first::holds;
      case "_?_:_" -> {
        Step then = args.get(1);
        yield run -> first.holds(run) ? then.value(run) : last.value(run);
      }
      case "size" ->
          run -> {
            Object value = first.value(run);
            overloads.admit(value);
            return PlainValues.size(value);
          };
      case "@in" ->
          run -> {
            Object value = first.value(run);
            Object container = last.value(run);
            overloads.admit(container);
            return PlainValues.in(value, container);
          };
      case "_[_]" ->
          run -> {
            Object container = first.value(run);
            overloads.admit(container);
            return PlainValues.at(container, last.value(run));
          };
      case "matches" ->
          run ->
              patterns.matches(
                  PlainValues.text(first.value(run)), PlainValues.text(last.value(run)));
      case "_==_", "_!=_", "contains", "startsWith", "endsWith" ->
          operator(OPERATORS.get(call.function()), first, last);
      default -> typed(OPERATORS.get(call.function()), overloads, first, last);
    };
  }

  private static Step operator(
      @Nullable BiFunction<Object, Object, Object> operator, Step first, Step last) {
    if (operator == null) {
      throw Unclear.INSTANCE;
    }
    return run -> operator.apply(first.value(run), last.value(run));
  }

  private static Step typed(
      @Nullable BiFunction<Object, Object, Object> operator,
      Overloads overloads,
      Step first,
      Step last) {
    return operator(
        operator == null
            ? null
            : (left, right) -> {
              overloads.admit(left, right);
              return operator.apply(left, right);
            },
        first,
        last);
  }

  private Step loop(CelComprehension loop, @Nullable Scope scope) {
    boolean buildsAList = loop.accuInit().getKind() == Kind.LIST;
    if (buildsAList || !loop.iterVar2().isEmpty()) {
      throw Unclear.INSTANCE;
    }
    int element = slots++;
    int result = slots++;
    Scope within = new Scope(loop.accuVar(), result, scope);
    Scope inside = new Scope(loop.iterVar(), element, within);
    Step range = step(loop.iterRange(), scope);
    Step begin = step(loop.accuInit(), scope);
    Step goesOn = step(loop.loopCondition(), inside);
    Step next = step(loop.loopStep(), inside);
    Step end = step(loop.result(), within);
    return run -> {
      var elements = PlainValues.elements(range.value(run));
      run.set(result, begin.value(run));
      for (Object each : elements) {
        run.loop();
        run.set(element, each);
        if (!goesOn.holds(run)) {
          break;
        }
        run.set(result, next.value(run));
      }
      return end.value(run);
    };
  }
}
