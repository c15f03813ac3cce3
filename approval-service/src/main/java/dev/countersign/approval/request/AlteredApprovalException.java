package dev.countersign.approval.request;

/// What the database holds about an approval was altered from outside: it is not an approval.
class AlteredApprovalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlteredApprovalException(String what) {
    super(what);
  }
}
