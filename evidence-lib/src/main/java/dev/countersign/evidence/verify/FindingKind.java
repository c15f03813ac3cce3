package dev.countersign.evidence.verify;

import static dev.countersign.evidence.verify.Severity.FAILURE;
import static dev.countersign.evidence.verify.Severity.NOTE;
import static dev.countersign.evidence.verify.Severity.WARNING;

import java.util.Locale;

/// What kind of thing was found.
public enum FindingKind {
  MALFORMED_BUNDLE(Check.FILE, FAILURE, "The file is not an evidence bundle, or is cut off."),
  DAMAGED_FILE(Check.FILE, FAILURE, "The file was changed after it was written."),
  MANIFEST_MISMATCH(Check.FILE, FAILURE, "The manifest promises something else than is there."),

  BAD_CHECKPOINT(Check.CHECKPOINT, FAILURE, "The checkpoint is not one, or not signed by the log."),
  WITNESS_QUORUM(
      Check.CHECKPOINT, FAILURE, "Too few of the witnesses that the policy asks for cosigned it."),
  BAD_TIMESTAMP(Check.CHECKPOINT, FAILURE, "The timestamp is none, or of something else."),
  TIMESTAMP_MISSING(Check.CHECKPOINT, FAILURE, "No timestamp is by an authority that you named."),
  TIMESTAMP_UNCHECKED(
      Check.CHECKPOINT, NOTE, "Whether its authority is to be believed was not asked: see --tsa."),

  SIZE_MISMATCH(Check.TREE, FAILURE, "The log has more or fewer records than its checkpoint says."),
  ROOT_MISMATCH(
      Check.TREE, FAILURE, "The records are not those that the checkpoint was signed over."),
  HISTORY_MISMATCH(Check.TREE, FAILURE, "An earlier checkpoint is of another history."),

  MALFORMED_RECORD(Check.SIGNATURES, FAILURE, "The bytes are not a record."),
  DUPLICATE_KEY(Check.SIGNATURES, FAILURE, "The record's JSON names a member twice."),
  UNKNOWN_WRITER(Check.SIGNATURES, FAILURE, "No key of the writer it names is known."),
  UNKNOWN_KEY(Check.SIGNATURES, FAILURE, "It is not signed by a key of the writer it names."),
  BAD_SIGNATURE(Check.SIGNATURES, FAILURE, "The signature does not fit: the record was changed."),

  SEQUENCE_GAP(Check.CHAINS, FAILURE, "Records before this one are missing."),
  SEQUENCE_REPEATED(Check.CHAINS, FAILURE, "The record is there twice, or out of order."),
  PREV_MISMATCH(Check.CHAINS, FAILURE, "The record before this one is not the one it follows."),
  EPOCH_REUSED(Check.CHAINS, FAILURE, "The writer began the same epoch twice."),
  EPOCH_ORDER(Check.CHAINS, FAILURE, "The writer's epoch does not come after its earlier ones."),
  EPOCH_NOT_OPENED(Check.CHAINS, FAILURE, "An epoch begins with writer.opened and nothing else."),
  KEY_CHANGED(Check.CHAINS, FAILURE, "The writer used another key within one epoch."),
  PREVIOUS_END_MISSING(
      Check.CHAINS, FAILURE, "The writer's previous epoch went on for longer than the log shows."),
  PREVIOUS_END_MISMATCH(
      Check.CHAINS, FAILURE, "The writer's previous epoch ended with another record."),
  RECORDS_AFTER_CLOSE(
      Check.CHAINS,
      FAILURE,
      "The writer went on after it had closed its epoch, or given up its key."),
  GAP_EXPLAINED(
      Check.CHAINS, WARNING, "A record is missing that a person set aside; that is on record."),
  KEY_NOT_ANNOUNCED(
      Check.CHAINS, WARNING, "The writer uses another key and did not say so under its old one."),
  MISSED_HEARTBEAT(
      Check.CHAINS, WARNING, "The writer had an open epoch and said nothing for too long."),
  PREVIOUS_END_UNNAMED(
      Check.CHAINS, WARNING, "The writer forgot its previous epoch, whose end is not proven."),

  DUPLICATE_INTENT(Check.CALLS, FAILURE, "The same call was started twice."),
  OUTCOME_WITHOUT_INTENT(Check.CALLS, FAILURE, "The call ended but was never started."),
  OUTCOME_BEFORE_INTENT(Check.CALLS, FAILURE, "The call ended before it was started."),
  OUTCOME_MISMATCH(Check.CALLS, FAILURE, "The outcome belongs to another intent."),
  OUTCOME_WRONG_WRITER(
      Check.CALLS, FAILURE, "Somebody else than the call's gateway says how it ended."),
  DUPLICATE_OUTCOME(Check.CALLS, FAILURE, "The call ended twice, in two ways."),
  LATE_OUTCOME(Check.CALLS, WARNING, "The call ended, and was also closed as unknown."),
  MISSING_OUTCOME(
      Check.CALLS, WARNING, "The call's deadline is over and nobody said how it ended."),
  OPEN_INTENT(Check.CALLS, NOTE, "The call was under way when the evidence was exported."),
  HALF_PRUNED(
      Check.CALLS, NOTE, "What it belongs to was pruned; only what is left of that was checked."),

  APPROVAL_MISSING(Check.APPROVALS, FAILURE, "The call needed an approval that is not on record."),
  APPROVAL_PENDING(
      Check.APPROVALS, WARNING, "Records of the approval had not reached the log yet."),
  APPROVAL_CONFLICT(Check.APPROVALS, FAILURE, "The approval is on record in two ways."),
  APPROVAL_DENIED(Check.APPROVALS, FAILURE, "The approval was used although it was denied."),
  APPROVAL_QUORUM(Check.APPROVALS, FAILURE, "Too few different people approved."),
  APPROVAL_OWN_REQUEST(Check.APPROVALS, FAILURE, "Somebody approved their own request."),
  APPROVAL_REVIEWER(Check.APPROVALS, FAILURE, "Somebody approved who was not asked."),
  APPROVAL_LATE(Check.APPROVALS, FAILURE, "The approval was given or used after its time."),
  APPROVAL_MISMATCH(Check.APPROVALS, FAILURE, "What was approved is not what was done."),
  APPROVAL_REUSED(Check.APPROVALS, FAILURE, "The approval was used for a second call."),
  APPROVAL_REVOKED(Check.APPROVALS, FAILURE, "The approval was used although it was revoked."),
  GLASS_UNREVIEWED(
      Check.APPROVALS, WARNING, "The glass was broken, and nobody reviewed it in time."),
  APPROVAL_SELF_ISSUED(
      Check.APPROVALS, FAILURE, "The writer that forwarded the call also wrote its approval."),

  POLICY_ALTERED(Check.POLICIES, FAILURE, "The policy document is not the one its name says."),
  POLICY_MISSING(Check.POLICIES, NOTE, "The policy that decided calls is not included."),

  MALFORMED_STUB(
      Check.RETENTION, FAILURE, "The line is not what stays of the pruned record of this leaf."),
  STUB_UNSTATED(Check.RETENTION, FAILURE, "No statement on record let these records go."),
  STATEMENT_MISMATCH(
      Check.RETENTION, FAILURE, "The statement commits to other records than were let go."),
  HOLD_PASSED_OVER(Check.RETENTION, FAILURE, "A hold was in force that nobody checked."),
  PRUNED_UNDER_HOLD(Check.RETENTION, FAILURE, "A hold was in force that forbids all pruning."),
  HOLD_CONFLICT(Check.RETENTION, FAILURE, "A hold was placed or released twice, or released only."),

  MALFORMED_PROOF(Check.MASKED_VIEW, FAILURE, "The file is not the proof of a masked body."),
  UNKNOWN_COMMITMENT(Check.MASKED_VIEW, FAILURE, "No call in the log committed to such a body."),
  VIEW_MISMATCH(Check.MASKED_VIEW, FAILURE, "The masked view is not the one the caller got."),
  RULES_MISMATCH(Check.MASKED_VIEW, FAILURE, "The body was masked by other rules."),
  COMMITMENT_MISMATCH(
      Check.MASKED_VIEW, FAILURE, "The holes, their order or their salts are others."),
  OPENING_MISMATCH(Check.MASKED_VIEW, FAILURE, "What was opened is not what was hidden.");

  private final Check check;
  private final Severity severity;
  private final String sentence;

  FindingKind(Check check, Severity severity, String sentence) {
    this.check = check;
    this.severity = severity;
    this.sentence = sentence;
  }

  Check check() {
    return check;
  }

  public Severity severity() {
    return severity;
  }

  /// What it means, in plain words.
  public String sentence() {
    return sentence;
  }

  /// The stable name: lower case with dashes, such as `bad-signature`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return wireName();
  }
}
