package dev.countersign.gateway.config.expression;

import dev.cel.common.values.NullValue;
import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What expressions may ask about one call.
///
/// Where a call has no subject, `subject.present` is false and the other parts of the subject have
/// no value: an expression that needs one cannot be evaluated.
public final class CallVariables {
  private final Operation operation;
  private final Caller caller;
  private final Instant now;
  private final @Nullable String risk;
  private final Map<String, Object> arguments;
  private final List<String> groups;
  private final List<Map<String, String>> actors;

  private CallVariables(
      Operation operation, Caller caller, Instant now, Map<String, Object> arguments) {
    this.operation = operation;
    this.caller = caller;
    this.now = now;
    this.risk = null;
    this.arguments = arguments;
    this.groups = groups(caller.subject());
    this.actors = actors(caller.actors());
  }

  private CallVariables(CallVariables of, String risk) {
    this.operation = of.operation;
    this.caller = of.caller;
    this.now = of.now;
    this.risk = risk;
    this.arguments = of.arguments;
    this.groups = of.groups;
    this.actors = of.actors;
  }

  public static CallVariables of(Operation operation, Caller caller, Instant now) {
    return new CallVariables(operation, caller, now, arguments(operation.arguments()));
  }

  /// The same call, its risk being known.
  public CallVariables withRisk(String level) {
    return new CallVariables(this, level);
  }

  Optional<Object> find(String name) {
    return Optional.ofNullable(value(name));
  }

  private @Nullable Object value(String name) {
    return switch (name) {
      case "args" -> arguments;
      case "function" -> operation.function();
      case "connection" -> operation.connection();
      case "risk" -> risk;
      case "now" -> now;
      case "actors" -> actors;
      case "subject.present" -> caller.subject() != null;
      default -> subject(name, caller.subject());
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
        (arguments.holdsNull() ? withoutJavaNull(arguments.asMap()) : arguments.asMap());
  }

  /// The engine takes a Java null for an unknown; it has a value of its own for null.
  private static Object withoutJavaNull(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, member) -> copy.put(name, withoutJavaNull(member)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(withoutJavaNull(element)));
        yield copy;
      }
      default -> value;
    };
  }
}
