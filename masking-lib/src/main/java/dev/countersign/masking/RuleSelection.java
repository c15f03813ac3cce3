package dev.countersign.masking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The rules of a policy, the strongest first, and what is compiled of them for each context.
/// Thread-safe.
///
/// Contexts in which the same rules apply share one compiled form. At most [#MAX_KEPT] forms are
/// kept; one that was given up is compiled again when it is asked for.
final class RuleSelection {

  private static final int MAX_KEPT = 256;

  private record Ranked(MaskingRule rule, MaskingScope scope, int priority) {}

  private final List<Ranked> ranked;
  private final MaskingKeys keys;
  private final boolean scoped;
  private final CompiledRules all;
  private final ConcurrentMap<BitSet, CompiledRules> kept = new ConcurrentHashMap<>();

  /// Takes rules that have been found good.
  RuleSelection(List<MaskingRule> rules, MaskingKeys keys) {
    this.ranked =
        rules.stream()
            .map(RuleSelection::ranked)
            .sorted(Comparator.comparingInt(Ranked::priority).reversed())
            .toList();
    this.keys = keys;
    this.scoped = rules.stream().anyMatch(MaskingRule.Scoped.class::isInstance);
    BitSet every = new BitSet();
    every.set(0, ranked.size());
    this.all = compile(every);
  }

  private static Ranked ranked(MaskingRule rule) {
    return rule instanceof MaskingRule.Scoped(var inner, var scope, int priority)
        ? new Ranked(inner, scope, priority)
        : new Ranked(rule, MaskingScope.everywhere(), 0);
  }

  /// Every rule, whatever its scope.
  CompiledRules all() {
    return all;
  }

  /// The rules that apply in a context.
  CompiledRules in(MaskingContext context) {
    if (!scoped) {
      return all;
    }
    BitSet active = new BitSet(ranked.size());
    for (int i = 0; i < ranked.size(); i++) {
      active.set(i, ranked.get(i).scope.holds(context));
    }
    CompiledRules known = kept.get(active);
    return known == null ? keep(active) : known;
  }

  /// Every rule, whatever its scope, but those whose clearance is one of these.
  CompiledRules without(Set<Set<String>> cleared) {
    BitSet active = new BitSet(ranked.size());
    for (int i = 0; i < ranked.size(); i++) {
      Set<String> clearance = ranked.get(i).scope.exceptGroups();
      active.set(i, clearance.isEmpty() || !cleared.contains(clearance));
    }
    CompiledRules known = kept.get(active);
    return known == null ? keep(active) : known;
  }

  private CompiledRules keep(BitSet active) {
    CompiledRules compiled = active.cardinality() == ranked.size() ? all : compile(active);
    if (kept.size() >= MAX_KEPT) {
      kept.keySet().stream().findFirst().ifPresent(kept::remove);
    }
    kept.put(active, compiled);
    return compiled;
  }

  int kept() {
    return kept.size();
  }

  private CompiledRules compile(BitSet active) {
    List<MaskingRule> rules = new ArrayList<>(active.cardinality());
    active.stream().forEach(i -> rules.add(ranked.get(i).rule));
    return new CompiledRules(rules, keys);
  }
}
