package dev.countersign.masking;

import dev.countersign.masking.commit.PolicyDigest;
import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.NeedsTable;
import dev.countersign.masking.path.JsonPath;
import dev.countersign.masking.path.NameHash;
import dev.countersign.masking.path.NameTable;
import dev.countersign.masking.path.PathSet;
import dev.countersign.masking.pattern.CompiledPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rules of a policy as tables. Immutable; a rule is its place in the list, so the lower is the
/// stronger.
final class CompiledRules {

  /// Weaker than every rule.
  static final int NONE = Integer.MAX_VALUE;

  private final List<MaskingRule> rules;
  private final Replacements replacements;
  private final NameTable keys;
  private final int[] ruleOfKey;
  private final PathSet paths;
  private final Map<Detector, Integer> detectors = new EnumMap<>(Detector.class);
  private final List<CompiledPattern> patterns = new ArrayList<>();
  private final int[] ruleOfFinder;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Integer> fields = new HashMap<>();
  private final NeedsTable needs;
  private final MaskingPool[] pools = new MaskingPool[MediaKind.values().length];
  private final PolicyDigest digest;
  private final boolean[] drops;
  private final boolean dropsAny;

  /// Takes rules that have been found good, without their scopes.
  CompiledRules(List<MaskingRule> rules, MaskingKeys secrets) {
    this.rules = List.copyOf(rules);
    this.digest = RuleText.digest(rules);
    Arrays.setAll(pools, _ -> new MaskingPool());
    replacements = Replacements.of(rules, secrets);
    drops = new boolean[rules.size()];
    for (int i = 0; i < drops.length; i++) {
      drops[i] = rules.get(i).strategy() instanceof MaskingStrategy.Drop;
    }
    dropsAny = rules.stream().anyMatch(rule -> rule.strategy() instanceof MaskingStrategy.Drop);
    Map<String, Integer> byKey = new LinkedHashMap<>();
    List<JsonPath> parsed = new ArrayList<>();
    List<Integer> ruleOfPath = new ArrayList<>();
    List<Integer> ruleOfPattern = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      switch (rules.get(i)) {
        case MaskingRule.Key rule -> {
          for (String key : rule.keys()) {
            byKey.putIfAbsent(normal(key), i);
          }
        }
        case MaskingRule.Path rule -> {
          parsed.add(JsonPath.parse(rule.path()));
          ruleOfPath.add(i);
        }
        case MaskingRule.Detect rule -> detectors.putIfAbsent(rule.detector(), i);
        case MaskingRule.Pattern rule -> {
          patterns.add(CompiledPattern.of(rule.pattern()));
          ruleOfPattern.add(i);
        }
        case MaskingRule.Column rule -> {
          for (String column : rule.columns()) {
            columns.putIfAbsent(column.startsWith("#") ? column : normal(column), i);
          }
        }
        case MaskingRule.Field rule -> {
          for (String field : rule.fields()) {
            fields.putIfAbsent(field, i);
          }
        }
        case MaskingRule.Scoped _ -> throw new IllegalArgumentException("a scope");
      }
    }
    keys =
        new NameTable(
            byKey.keySet().stream().map(k -> k.getBytes(StandardCharsets.UTF_8)).toList());
    ruleOfKey = byKey.values().stream().mapToInt(Integer::intValue).toArray();
    needs = new NeedsTable(List.of(finders()));
    ruleOfFinder =
        Stream.concat(detectors.values().stream(), ruleOfPattern.stream())
            .mapToInt(Integer::intValue)
            .toArray();
    paths = new PathSet(parsed, ruleOfPath.stream().mapToInt(Integer::intValue).toArray());
  }

  private static String normal(String key) {
    return new String(MemberName.normal(key), StandardCharsets.UTF_8);
  }

  int size() {
    return rules.size();
  }

  String name(int rule) {
    return rules.get(rule).name();
  }

  MaskingRule rule(int rule) {
    return rules.get(rule);
  }

  /// Whether some rule lets vanish what it takes.
  boolean drops() {
    return dropsAny;
  }

  /// Whether that rule does; [#NONE] does not.
  boolean drops(int rule) {
    return rule != NONE && drops[rule];
  }

  PolicyDigest digest() {
    return digest;
  }

  /// What the rules put in the place of values, to be used by one session.
  Replacements replacements() {
    return replacements.forSession();
  }

  PathSet paths() {
    return paths;
  }

  /// The detectors in use, each with its strongest rule.
  Map<Detector, Integer> detectors() {
    return detectors;
  }

  /// Finders of the detectors and patterns in use, for one session.
  Finder[] finders() {
    return Stream.concat(
            detectors.keySet().stream().map(Detector::finder),
            patterns.stream().map(CompiledPattern::finder))
        .toArray(Finder[]::new);
  }

  /// Whether anything is found by its shape.
  boolean finds() {
    return ruleOfFinder.length > 0;
  }

  /// The rule of each finder, in the order of [#finders].
  int[] ruleOfFinder() {
    return ruleOfFinder;
  }

  /// What texts must have for the finders in use, in the order of [#finders].
  NeedsTable needs() {
    return needs;
  }

  /// The workers of that kind that are idle.
  MaskingPool pool(MediaKind kind) {
    return pools[kind.ordinal()];
  }

  /// The rule for members of that name, or [#NONE].
  int ruleOf(MemberName name) {
    int length = name.length();
    if (length == 0) {
      return NONE;
    }
    int key = keys.find(name.bytes(), 0, length, NameHash.of(name.bytes(), 0, length));
    return key < 0 ? NONE : ruleOfKey[key];
  }

  /// The rule for a column, by its name or its number from 1, or [#NONE].
  int ruleOfColumn(MemberName name, int number) {
    String text = new String(name.bytes(), 0, name.length(), StandardCharsets.UTF_8);
    int named = text.isEmpty() ? NONE : columns.getOrDefault(text, NONE);
    int numbered = columns.getOrDefault("#" + number, NONE);
    return Math.min(ruleOf(name), Math.min(named, numbered));
  }

  /// The rule for a field of a message, by its name or its number, or [#NONE].
  int ruleOfField(MemberName normal, String message, String name, int number) {
    int named = fields.getOrDefault(message + "." + name, NONE);
    int numbered = fields.getOrDefault(message + "#" + number, NONE);
    return Math.min(ruleOf(normal), Math.min(named, numbered));
  }
}
