package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Secret;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.config.expression.ExpressionCompiler;
import dev.countersign.gateway.config.expression.ExpressionException;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.Optional;
import java.util.Set;

/// What the readers of one file share.
record Reading(
    Mistakes mistakes,
    ExpressionCompiler expressions,
    Substitution substitution,
    LiteralSecrets literals) {
  /// The secret that a text stands for.
  ///
  /// @throws IllegalArgumentException when a part of it cannot be had
  Secret secret(String text, Place place) {
    literals.look(text, place);
    return substitution.secret(text);
  }

  Optional<Section> section(YamlValue value, String name, Set<String> keys) {
    return Section.of(value, name, keys, mistakes);
  }

  /// The expression of a key; empty where it is absent or wrong.
  Optional<Expression> expression(Section section, String key, ExpressionKind kind) {
    Optional<Text> text = section.value(key).flatMap(value -> expressionText(key, value));
    return text.flatMap(found -> compile(key, found, kind));
  }

  private Optional<Text> expressionText(String key, YamlValue value) {
    if (value instanceof Text text && !text.text().isBlank()) {
      return Optional.of(text);
    }
    mistakes.add(value.place(), "'%s' is no expression".formatted(key), "an expression in CEL");
    return Optional.empty();
  }

  private Optional<Expression> compile(String key, Text text, ExpressionKind kind) {
    try {
      return Optional.of(expressions.compile(text.text(), kind));
    } catch (ExpressionException e) {
      mistakes.add(text.place(), "'%s': %s".formatted(key, e.getMessage()), e.expected());
      return Optional.empty();
    }
  }
}
