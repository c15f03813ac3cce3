package dev.countersign.evidence.note;

/// Text that should be a signed note or a checkpoint is not one.
public final class MalformedNoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedNoteException(String reason) {
    super(reason);
  }
}
