package dev.countersign.approval.request;

/// Hears of every change of an approval, inside the transaction that makes it.
///
/// What it does commits with the change or not at all; an exception undoes both. It must not wait.
public interface ApprovalListener {

  /// @param next the approval as it stands after the change; a new one is `requested`
  void changed(Approval next, Change change);

  /// What changed.
  enum Change {
    /// It is new.
    REQUESTED,
    /// It has another state.
    MOVED,
    /// Somebody gave a verdict, or commented, and the state is as it was.
    ADDED
  }
}
