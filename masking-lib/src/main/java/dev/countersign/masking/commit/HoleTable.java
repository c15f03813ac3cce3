package dev.countersign.masking.commit;

/// The holes of one body, in order: where each lies in both bodies, and its rule.
public interface HoleTable {

  int size();

  /// Whether every hole of the body is in it.
  boolean isComplete();

  /// The place of the hole's rule in the policy, from 0.
  int ruleOf(int hole);

  long start(int hole);

  long end(int hole);

  long originalStart(int hole);

  long originalEnd(int hole);
}
