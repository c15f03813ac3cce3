package dev.countersign.masking;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Finds names and other entities of free form in texts: a model, or a service. May take long, and
/// may fail.
///
/// Never in the way of traffic: [EntityMasker] asks it about bodies that are masked already, for
/// recordings, exports and approvers' views. What it is given has been masked by every other rule.
public interface EntityDetector {

  /// An entity in a text.
  ///
  /// @param text which of the texts, from 0
  /// @param start of the entity in the text, in `char`s
  /// @param end behind the entity
  /// @param type a lower-case word of letters, digits, `_` and `-`, at most 32: `person`, `address`
  record Entity(int text, int start, int end, String type) {}

  /// Finds the entities of some texts, in any order.
  ///
  /// Called by one thread at a time for one body, and by several for several. A stage that is no
  /// longer needed is cancelled.
  CompletionStage<List<Entity>> find(List<String> texts);
}
