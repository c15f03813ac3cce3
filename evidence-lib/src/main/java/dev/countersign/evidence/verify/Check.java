package dev.countersign.evidence.verify;

/// One of the questions that the verifier answers, in the order in which it reports them.
enum Check {
  FILE("The file is a whole evidence bundle."),
  CHECKPOINT("The checkpoint is signed by the log."),
  TREE("The records are those of the checkpoint: none is missing, added, moved or changed."),
  SIGNATURES("Every record is signed by the writer that it names."),
  CHAINS("Every writer's records are complete and in order."),
  CALLS("Every outcome belongs to the intent before it."),
  APPROVALS("Every approved call had an approval of its own, by other people."),
  POLICIES("Every policy document is the one that its name says."),
  RETENTION("Every pruned record was let go by a statement that commits to it, under no hold."),
  MASKED_VIEW("The masked view is the original minus exactly the holes of its proof.");

  private static final int FIRST_EXIT_CODE = 10;

  private final String claim;

  Check(String claim) {
    this.claim = claim;
  }

  /// What holds when no failure of this kind was found.
  String claim() {
    return claim;
  }

  /// The exit code that says this check was the first to fail: 10 for the file, and so on.
  int exitCode() {
    return FIRST_EXIT_CODE + ordinal();
  }
}
