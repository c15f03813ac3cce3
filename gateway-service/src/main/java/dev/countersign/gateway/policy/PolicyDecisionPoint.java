package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Side;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides on calls: default deny, then guardrails, risk and approvals of the connection; and on
/// their answers.
///
/// Whatever cannot be evaluated denies. Deciding has no side effects, takes no locks and does no
/// I/O; the same configuration and question give the same decision. Thread-safe.
public final class PolicyDecisionPoint {

  /// Decides by a given configuration: the one that the call was matched with.
  public PolicyDecision decide(GatewayConfig config, Question question) {
    return decide(config, question, Trail.NONE);
  }

  /// Decides, and tells of every rule that was asked.
  public PolicyDecision decide(GatewayConfig config, Question question, Trail trail) {
    String name = question.operation().function();
    Optional<Connection> connection = config.connection(question.operation().connection());
    Optional<ConnectionFunction> function =
        connection.flatMap(found -> found.functions().named(name));
    if (connection.isEmpty() || function.isEmpty()) {
      trail.asked("connection", "no such connection, or no such function of it");
      return notGranted(config);
    }
    CallVariables variables = question.variables();
    GrantSearch grants =
        new GrantSearch(
            connection.get(),
            name,
            question.caller(),
            question.around(),
            question.at(),
            variables,
            trail);
    if (!grants.permits()) {
      return notGranted(config, grants.cited());
    }
    return new Judgement(
            config.digest(), connection.get(), function.get(), variables, grants.cited(), trail)
        .decide();
  }

  /// Whether a caller may call a function at all, for some arguments.
  ///
  /// Ask this before the arguments are read: whoever has no grant must not learn from the answer to
  /// a malformed body that the function exists.
  public boolean mayBeGranted(
      GatewayConfig config,
      String connection,
      String function,
      Caller caller,
      Surroundings around,
      Instant now) {
    return config
        .connection(connection)
        .filter(found -> found.functions().named(function).isPresent())
        .filter(found ->
            new GrantSearch(found, function, caller, around, now, null, Trail.NONE).permits())
        .isPresent();
  }

  /// Judges the whole answer to a call.
  ///
  /// @param connection as the call's decision gave it
  public AnswerJudgement judge(Connection connection, Question question, AnswerView answer) {
    return judge(connection, question, answer, Trail.NONE);
  }

  /// Judges the whole answer to a call, and tells of every guardrail that was asked.
  public AnswerJudgement judge(
      Connection connection, Question question, AnswerView answer, Trail trail) {
    GuardrailRound round =
        new GuardrailRound(connection, question.operation().function(), Side.RESPONSE, trail);
    round.ask(question.variables().withAnswer(answer));
    return result(round);
  }

  /// Judges an answer that cannot be had whole: every guardrail counts as not evaluated.
  ///
  /// @param cause a word for the record
  public AnswerJudgement judgeUnseen(Connection connection, Question question, String cause) {
    GuardrailRound round =
        new GuardrailRound(connection, question.operation().function(), Side.RESPONSE, Trail.NONE);
    round.cannotAsk(cause);
    return result(round);
  }

  private static AnswerJudgement result(GuardrailRound round) {
    return new AnswerJudgement(round.cited(), round.refusal(), round.hiding());
  }

  /// The one answer to an unknown connection, an unknown function and a missing grant.
  public Deny notGranted(GatewayConfig config) {
    return notGranted(config, List.of());
  }

  private static Deny notGranted(GatewayConfig config, List<String> rules) {
    return new Deny(
        DenyReason.NOT_GRANTED,
        "This call is not granted.",
        new DecisionFacts(config.digest(), rules, null));
  }
}
