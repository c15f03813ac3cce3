package dev.countersign.masking;

import dev.countersign.masking.MaskingPolicyException.Mistake;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Text;
import dev.countersign.masking.path.JsonPath;
import dev.countersign.masking.pattern.CompiledPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Finds every mistake in a list of rules.
final class RuleCheck {

  private static final int MAX_KEPT = 8;
  private static final int MAX_KEPT_OF_HITS = 4;
  private static final int MAX_FIXED = 64;
  private static final int MAX_DAYS = 3650;
  private static final int MAX_PRIORITY = 1000;
  private static final int MAX_PATTERNS = 16;
  private static final String EDGES = "*#~<>()";

  private final List<Mistake> mistakes = new ArrayList<>();
  private final MaskingKeys keys;
  private int position;
  private int patterns;
  private String name = "";

  private RuleCheck(MaskingKeys keys) {
    this.keys = keys;
  }

  static void check(List<MaskingRule> rules, MaskingKeys keys) {
    RuleCheck check = new RuleCheck(keys);
    for (MaskingRule rule : rules) {
      check.scope(rule);
      MaskingRule inner = rule instanceof MaskingRule.Scoped scoped ? scoped.rule() : rule;
      check.rule(inner);
      DropCheck.mistake(inner, rules).ifPresent(check::mistake);
      check.position++;
    }
    if (!check.mistakes.isEmpty()) {
      throw new MaskingPolicyException(check.mistakes);
    }
  }

  private void scope(MaskingRule rule) {
    if (rule instanceof MaskingRule.Scoped(var inner, var scope, int priority)) {
      name = inner.name();
      if (scope.directions().isEmpty()) {
        mistake("scope: no direction (expected: request, response or both)");
      }
      if (Math.abs(priority) > MAX_PRIORITY) {
        mistake("priority: " + priority + " (expected: -" + MAX_PRIORITY + " to 1000)");
      }
    }
  }

  private void rule(MaskingRule rule) {
    name = rule.name();
    if (!isName(name)) {
      mistake(
          "name: expected lower-case letters, digits, '.', '_', '-', at most 63 with 8 digits, a letter first");
    }
    switch (rule) {
      case MaskingRule.Key key -> keys(key.keys());
      case MaskingRule.Path path -> path(path.path());
      case MaskingRule.Detect detect -> detect(detect);
      case MaskingRule.Pattern pattern -> pattern(pattern);
      case MaskingRule.Column column -> columns(column.columns());
      case MaskingRule.Field field -> fields(field.fields());
      case MaskingRule.Scoped _ -> mistake("scope: inside of another (expected: one)");
    }
    strategy(rule.strategy(), rule instanceof MaskingRule.Detect);
  }

  private void strategy(MaskingStrategy strategy, boolean ofHits) {
    switch (strategy) {
      case MaskingStrategy.Redact _, MaskingStrategy.Drop _ -> {}
      case MaskingStrategy.Fixed(String text) -> fixed(text);
      case MaskingStrategy.KeepLast(int characters) ->
          count("keep-last", characters, ofHits ? MAX_KEPT_OF_HITS : MAX_KEPT);
      case MaskingStrategy.Truncate(int characters) ->
          count("truncate", characters, ofHits ? MAX_KEPT_OF_HITS : MAX_KEPT);
      case MaskingStrategy.Pseudonym _ -> keyed("pseudonym");
      case MaskingStrategy.DateShift(int days) -> {
        count("date-shift", days, MAX_DAYS);
        keyed("date-shift");
      }
      case MaskingStrategy.FormatPreserving _ -> keyed("format-preserving");
    }
  }

  private void keyed(String strategy) {
    if (keys.isEmpty()) {
      mistake("strategy: " + strategy + " without a key (expected: a masking secret)");
    }
  }

  private void keys(List<String> keys) {
    if (keys.isEmpty()) {
      mistake("keys: none (expected: at least one)");
    }
    for (String key : keys) {
      if (MemberName.normal(key).length == 0) {
        mistake("key: '" + key + "' (expected: 1 to " + MemberName.MAX + " letters or digits)");
      }
    }
  }

  private void columns(List<String> columns) {
    if (columns.isEmpty()) {
      mistake("columns: none (expected: at least one)");
    }
    for (String column : columns) {
      if (column.startsWith("#") ? !isNumber(column, 1) : MemberName.normal(column).length == 0) {
        mistake("column: '" + column + "' (expected: a name, or # and a number from 1)");
      }
    }
  }

  private void fields(List<String> fields) {
    if (fields.isEmpty()) {
      mistake("fields: none (expected: at least one)");
    }
    for (String field : fields) {
      int mark = Math.max(field.lastIndexOf('#'), field.lastIndexOf('.'));
      boolean numbered = mark > 0 && field.charAt(mark) == '#';
      if (mark < 1 || mark == field.length() - 1 || (numbered && !isNumber(field, mark + 1))) {
        mistake("field: '" + field + "' (expected: package.Message.field or package.Message#7)");
      }
    }
  }

  private static boolean isNumber(String text, int from) {
    return text.length() > from
        && text.length() < from + 10
        && text.charAt(from) != '0'
        && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  private void path(String path) {
    try {
      JsonPath.parse(path);
    } catch (IllegalArgumentException e) {
      mistake(String.valueOf(e.getMessage()));
    }
  }

  /// What a detector leaves must not be found again, nor turn text into JSON.
  private void detect(MaskingRule.Detect rule) {
    boolean whole =
        rule.strategy() instanceof MaskingStrategy.Redact
            || rule.strategy() instanceof MaskingStrategy.Fixed;
    boolean drops = rule.strategy() instanceof MaskingStrategy.Drop;
    if (rule.detector() == Detector.PEM && !whole && !drops) {
      mistake("strategy: keeps something (expected: redact or fixed for private keys)");
    }
    if (rule.strategy() instanceof MaskingStrategy.DateShift) {
      mistake("strategy: date-shift (expected: in rules by key or path)");
    }
    if (rule.strategy() instanceof MaskingStrategy.FormatPreserving(var format)
        && (rule.detector() != Detector.CARD || format != MaskingStrategy.Format.CARD)) {
      mistake("strategy: format-preserving (expected: card, for the detector card)");
    }
    if (rule.strategy() instanceof MaskingStrategy.Fixed(String text) && !isStable(text)) {
      mistake(
          "fixed text: '"
              + text
              + "' (expected: begins and ends with one of "
              + EDGES
              + " and has none of @[]{}\"\\ where a detector finds)");
    }
  }

  /// What a pattern leaves must not be found again by it.
  private void pattern(MaskingRule.Pattern rule) {
    if (++patterns > MAX_PATTERNS) {
      mistake("patterns: more than " + MAX_PATTERNS + " (expected: at most so many in a policy)");
      return;
    }
    String put =
        switch (rule.strategy()) {
          case MaskingStrategy.Redact _ -> "[redacted:" + name + "]";
          case MaskingStrategy.Fixed(String text) -> text;
          default -> "";
        };
    if (put.isEmpty() && !(rule.strategy() instanceof MaskingStrategy.Drop)) {
      mistake("strategy: keeps something (expected: redact, fixed or drop for patterns)");
      return;
    }
    if (rule.strategy() instanceof MaskingStrategy.Fixed && !isStable(put)) {
      mistake("fixed text: '" + put + "' (expected: as for detectors)");
    }
    try {
      byte[] bytes = put.getBytes(StandardCharsets.UTF_8);
      Text text = new Text().set(bytes, 0, bytes.length, new MemberName());
      if (CompiledPattern.of(rule.pattern()).finder().find(text, 0)) {
        mistake("pattern: matches '" + put + "', which is put in its place (expected: not)");
      }
    } catch (IllegalArgumentException e) {
      mistake(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isStable(String text) {
    return !text.isEmpty()
        && EDGES.indexOf(text.charAt(0)) >= 0
        && EDGES.indexOf(text.charAt(text.length() - 1)) >= 0
        && text.chars().noneMatch(c -> "@[]{}\"\\".indexOf(c) >= 0 || Character.isDigit(c));
  }

  private void fixed(String text) {
    boolean printable =
        text.codePoints()
            .noneMatch(c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.LINE_SEPARATOR);
    if (text.isEmpty() || text.length() > MAX_FIXED || !printable) {
      mistake("fixed text: expected 1 to " + MAX_FIXED + " printable characters");
    }
  }

  private void count(String what, int count, int max) {
    if (count < 1 || count > max) {
      mistake(what + ": " + count + " (expected: 1 to " + max + ")");
    }
  }

  private void mistake(String reason) {
    mistakes.add(new Mistake(position, name, reason));
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= 63
        && name.charAt(0) >= 'a'
        && name.charAt(0) <= 'z'
        && name.chars().allMatch(RuleCheck::isNamePart)
        && name.chars().filter(Character::isDigit).count() <= 8;
  }

  private static boolean isNamePart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  }
}
