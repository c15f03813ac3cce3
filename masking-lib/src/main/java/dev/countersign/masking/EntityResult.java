package dev.countersign.masking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a body whose entities were to be hidden.
public sealed interface EntityResult {

  /// A place where an entity was, in the new body.
  ///
  /// @param rule `entity:<type>`
  record Hole(String rule, int start, int end) {}

  /// Everything that the detector found is hidden.
  ///
  /// @param holes in order; those of the body that was given are not among them
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Complete(byte[] bytes, List<Hole> holes) implements EntityResult {
    public Complete {
      holes = List.copyOf(holes);
    }
  }

  /// The body was not looked through. Nothing of it is changed: whoever asked decides whether to
  /// show it without, or not at all.
  ///
  /// @param cause what the detector failed with; it may hold data, so [#toString] leaves it out
  record Incomplete(Reason reason, @Nullable Throwable cause) implements EntityResult {
    @Override
    public String toString() {
      return "Incomplete[" + reason + "]";
    }
  }

  /// Why a body was not looked through.
  enum Reason {
    /// It is not of its kind.
    UNREADABLE,
    /// The body, a text of it, or the number of its entities is beyond [EntityLimits].
    TOO_LARGE,
    /// The detector was not done by the deadline.
    LATE,
    /// The detector failed.
    FAILED,
    /// The detector named places that are not in the texts, or types that are none.
    NONSENSE
  }
}
