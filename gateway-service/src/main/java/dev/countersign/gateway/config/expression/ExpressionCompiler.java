package dev.countersign.gateway.config.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.countersign.gateway.config.expression.ExpressionKind.Variables;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Compiles expressions against the variables of a call. One compiler serves one configuration.
public final class ExpressionCompiler {
  private static final int MAX_LENGTH = 4_096;
  static final int MAX_LOOP_STEPS = 10_000;

  private static final Set<StandardFunction> CHARGED =
      Set.of(
          StandardFunction.MATCHES,
          StandardFunction.CONTAINS,
          StandardFunction.STARTS_WITH,
          StandardFunction.ENDS_WITH);

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableReservedIds(false) // "function" is one of CEL's reserved words and our variable
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MAX_LOOP_STEPS)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(64)
          .build();

  private static final Map<Variables, CelCompiler> COMPILERS =
      Map.of(
          Variables.CALL, variables().build(),
          Variables.WITH_RISK, withRisk(variables()).build(),
          Variables.ANSWERED, withAnswer(withRisk(variables())).build());

  private final Patterns patterns = new Patterns();
  private final ExpressionRules rules = new ExpressionRules(patterns);
  private final CelRuntime runtime = runtime(patterns);

  private static CelCompilerBuilder variables() {
    CelType stringMap = MapType.create(SimpleType.STRING, SimpleType.STRING);
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN))
        .addVar("subject.present", SimpleType.BOOL)
        .addVar("subject.id", SimpleType.STRING)
        .addVar("subject.issuer", SimpleType.STRING)
        .addVar("subject.groups", ListType.create(SimpleType.STRING))
        .addVar("subject.kind", SimpleType.STRING)
        .addVar("actors", ListType.create(stringMap))
        .addVar("function", SimpleType.STRING)
        .addVar("connection", SimpleType.STRING)
        .addVar("now", SimpleType.TIMESTAMP)
        .addVar("headers", stringMap)
        .addVar("path", SimpleType.STRING)
        .addVar("source", SimpleType.STRING)
        .addVar("history.first_use", SimpleType.BOOL)
        .addVar("history.calls_last_minute", SimpleType.INT)
        .addVar("history.calls_last_hour", SimpleType.INT)
        .addVar("history.volume_last_hour", SimpleType.INT);
  }

  private static CelCompilerBuilder withRisk(CelCompilerBuilder builder) {
    return builder.addVar("risk", SimpleType.STRING).addVar("score", SimpleType.DOUBLE);
  }

  private static CelCompilerBuilder withAnswer(CelCompilerBuilder builder) {
    return builder
        .addVar("response.status", SimpleType.INT)
        .addVar("response.type", SimpleType.STRING)
        .addVar("response.text", SimpleType.STRING)
        .addVar("response.body", SimpleType.DYN);
  }

  @SuppressWarnings("Immutable") // patterns are only ever added, and only while compiling
  private static CelRuntime runtime(Patterns patterns) {
    return CelRuntimeFactory.standardCelRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> !isOurs(function, overload))
                .build())
        .addFunctionBindings(
            text("matches", patterns::matches),
            text("matches_string", patterns::matches),
            text("contains_string", charged(String::contains)),
            text("starts_with_string", charged(String::startsWith)),
            text("ends_with_string", charged(String::endsWith)),
            text("add_string", charged(String::concat)))
        .build();
  }

  /// What is linear in a text is bound here, so that it is charged for.
  private static boolean isOurs(StandardFunction function, CelStandardOverload overload) {
    return CHARGED.contains(function) || overload == AddOverload.ADD_STRING;
  }

  private static CelFunctionBinding text(
      String overload, CelFunctionOverload.Binary<String, String> function) {
    return CelFunctionBinding.from(overload, String.class, String.class, function);
  }

  @SuppressWarnings("Immutable") // only ever a method of String
  private static CelFunctionOverload.Binary<String, String> charged(
      BiFunction<String, String, Object> function) {
    return (text, other) -> {
      TextBudget.charge(text.length() + (long) other.length());
      return function.apply(text, other);
    };
  }

  /// Compiles one expression.
  ///
  /// @throws ExpressionException when it cannot be used for that kind
  public Expression compile(String text, ExpressionKind kind) throws ExpressionException {
    CelAbstractSyntaxTree ast = check(text, kind);
    if (!kind.mayYield(ast.getResultType().kind())) {
      throw new ExpressionException(
          "the expression yields " + ast.getResultType().name(), kind.yields());
    }
    rules.check(ast);
    try {
      PlainProgram plain = PlainCompiler.compile(ast, patterns).orElse(null);
      return new Expression(text, kind, runtime.createProgram(ast), plain);
    } catch (CelEvaluationException e) {
      throw new ExpressionException("the expression cannot be run: " + e.getMessage(), "CEL");
    }
  }

  private static CelAbstractSyntaxTree check(String text, ExpressionKind kind)
      throws ExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "the expression has %d characters".formatted(text.length()),
          "at most %d".formatted(MAX_LENGTH));
    }
    CelValidationResult result =
        Objects.requireNonNull(COMPILERS.get(kind.variables())).compile(text);
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw described(e.getErrors().isEmpty() ? null : e.getErrors().getFirst(), e);
    }
  }

  private static ExpressionException described(@Nullable CelIssue issue, CelValidationException e) {
    if (issue == null) {
      return new ExpressionException("the expression is wrong: " + e.getMessage(), "CEL");
    }
    String message = issue.getMessage().replace(" (in container '')", "");
    boolean isEscape = message.toLowerCase(Locale.ROOT).startsWith("token recognition error");
    return new ExpressionException(
        "the expression is wrong at its character %d: %s"
            .formatted(issue.getSourceLocation().getColumn() + 1, message),
        isEscape
            ? "CEL; write text with backslashes as a raw string, r'…'"
            : "CEL over args, subject, actors, function, connection, now, headers, path, source,"
                + " history (risk and score in approvals, response on responses)");
  }
}
