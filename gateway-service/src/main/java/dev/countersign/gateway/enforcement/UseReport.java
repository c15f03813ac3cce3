package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.approval.UseReports;
import dev.countersign.gateway.approval.UseReports.Ended;
import dev.countersign.gateway.recording.Outcome;
import dev.countersign.gateway.recording.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells how one call ended, where it used an approval. For one thread.
final class UseReport {
  private final UseReports reports;
  private final Passage passage;
  private final Call call;
  private final Recording recording;

  UseReport(UseReports reports, Passage passage, Call call, Recording recording) {
    this.reports = reports;
    this.passage = passage;
    this.call = call;
    this.recording = recording;
  }

  /// @param outcome as it is on the record
  /// @param head of the answer, where there was one
  /// @param problem that the caller is told, where there was none
  void ended(Outcome outcome, @Nullable AnswerHead head, @Nullable Problem problem) {
    String approval = passage.approval();
    if (approval == null) {
      return;
    }
    Response response = outcome.response();
    reports.ended(
        approval,
        call,
        new Ended(
            outcome.status().wireName(),
            outcome.callerStatus(),
            outcome.failure(),
            problem == null ? null : problem.detail(),
            head == null ? null : head.contentType(),
            head == null ? List.of() : head.headers(),
            response == null ? null : response.masked(),
            response == null ? null : response.bytes(),
            recording.intent(),
            recording.receipt()));
  }
}
