package dev.countersign.gateway.config.expression;

import dev.cel.common.values.NullValue;
import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.access.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What expressions may ask about one call. Immutable.
///
/// Where a call has no subject, `subject.present` is false and the other parts of the subject have
/// no value: an expression that needs one cannot be evaluated. So it is with the address of a
/// caller that has none, the risk before it is known, and the answer before it is there.
public final class CallVariables {
  private final Operation operation;
  private final Caller caller;
  private final Surroundings around;
  private final Instant now;
  private final Map<String, Object> arguments;
  private final List<String> groups;
  private final List<Map<String, String>> actors;
  private final Later later;

  /// What is known later than the call itself.
  private record Later(
      PastUse past, @Nullable String risk, @Nullable Double score, @Nullable AnswerView answer) {}

  private CallVariables(Operation operation, Caller caller, Surroundings around, Instant now) {
    this.operation = operation;
    this.caller = caller;
    this.around = around;
    this.now = now;
    this.arguments = arguments(operation.arguments());
    this.groups = groups(caller.subject());
    this.actors = actors(caller.actors());
    this.later = new Later(PastUse.NONE, null, null, null);
  }

  private CallVariables(CallVariables of, Later later) {
    this.operation = of.operation;
    this.caller = of.caller;
    this.around = of.around;
    this.now = of.now;
    this.arguments = of.arguments;
    this.groups = of.groups;
    this.actors = of.actors;
    this.later = later;
  }

  public static CallVariables of(
      Operation operation, Caller caller, Surroundings around, Instant now) {
    return new CallVariables(operation, caller, around, now);
  }

  /// The same call, with what its caller used before.
  public CallVariables withPast(PastUse past) {
    return new CallVariables(this, new Later(past, later.risk, later.score, later.answer));
  }

  /// The same call, its risk being known.
  ///
  /// @param score the number behind the level, where there is one
  public CallVariables withRisk(String level, @Nullable Double score) {
    return new CallVariables(this, new Later(later.past, level, score, later.answer));
  }

  /// The same call, with its answer.
  public CallVariables withAnswer(AnswerView answer) {
    return new CallVariables(this, new Later(later.past, later.risk, later.score, answer));
  }

  /// The arguments by name, with the engine's own null.
  public Map<String, Object> arguments() {
    return arguments;
  }

  /// The arguments as canonical JSON in UTF-8.
  public byte[] canonicalArguments() {
    return operation.arguments().canonicalBytes();
  }

  /// The answer, where it is there already.
  public @Nullable AnswerView answer() {
    return later.answer;
  }

  Optional<Object> find(String name) {
    return Optional.ofNullable(value(name));
  }

  /// The value of a variable by its whole name; null where it has none.
  @Nullable Object value(String name) {
    return switch (name) {
      case "args" -> arguments;
      case "function" -> operation.function();
      case "connection" -> operation.connection();
      case "now" -> now;
      case "actors" -> actors;
      case "headers" -> around.headers();
      case "path" -> around.path();
      case "source" -> around.source() == null ? null : around.source().getHostAddress();
      case "risk" -> later.risk;
      case "score" -> later.score;
      case "subject.present" -> caller.subject() != null;
      default ->
          name.startsWith("history.")
              ? past(name, later.past)
              : name.startsWith("response.")
                  ? answer(name, later.answer)
                  : subject(name, caller.subject());
    };
  }

  private @Nullable Object subject(String name, @Nullable Subject subject) {
    if (subject == null) {
      return null;
    }
    return switch (name) {
      case "subject.id" -> subject.id();
      case "subject.issuer" -> subject.issuer();
      case "subject.groups" -> groups;
      case "subject.kind" -> kind(subject.kind());
      default -> null;
    };
  }

  private static @Nullable Object past(String name, PastUse past) {
    return switch (name) {
      case "history.first_use" -> past.firstUse();
      case "history.calls_last_minute" -> past.callsLastMinute();
      case "history.calls_last_hour" -> past.callsLastHour();
      case "history.volume_last_hour" -> past.volumeLastHour();
      default -> null;
    };
  }

  private static @Nullable Object answer(String name, @Nullable AnswerView answer) {
    if (answer == null) {
      return null;
    }
    return switch (name) {
      case "response.status" -> (long) answer.status();
      case "response.type" -> answer.type();
      case "response.text" -> answer.text();
      case "response.body" -> answer.body();
      default -> null;
    };
  }

  private static List<String> groups(@Nullable Subject subject) {
    return subject == null ? List.of() : List.copyOf(subject.groups());
  }

  private static List<Map<String, String>> actors(List<Actor> actors) {
    return actors.stream()
        .map(
            actor -> Map.of("id", actor.id(), "issuer", actor.issuer(), "kind", kind(actor.kind())))
        .toList();
  }

  private static String kind(@Nullable PrincipalKind kind) {
    return kind == null ? "" : kind.text();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> arguments(Arguments arguments) {
    return (Map<String, Object>)
        (arguments.holdsNull() ? engineValue(arguments.asMap()) : arguments.asMap());
  }

  /// The engine takes a Java null for an unknown; it has a value of its own for null.
  static Object engineValue(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, member) -> copy.put(name, engineValue(member)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(engineValue(element)));
        yield copy;
      }
      default -> value;
    };
  }
}
