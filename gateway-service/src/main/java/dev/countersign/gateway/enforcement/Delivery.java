package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.recording.Outcome;
import dev.countersign.gateway.recording.Recording;
import dev.countersign.masking.MaskedSink;
import dev.countersign.masking.MaskingSession;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One masked answer on its way to the caller, to the recording, and into the outcome.
///
/// ## How the end is held back
///
/// Masked bytes collect in a frame of at most 64 KiB. Only when more come is a full frame recorded
/// and released; the last one stays here until the outcome is durable. A small answer is therefore
/// held whole and has a length. Live kinds, events and lines, are released as they come; of them
/// only the end itself is held back.
///
/// ## Failure
///
/// While nothing was released the caller gets a problem, afterwards a broken connection. For one
/// thread.
final class Delivery implements MaskedSink {
  private static final int FIRST_CAPACITY = 4 * 1024;
  private static final long LIVE_FRAME_NANOS = 250_000_000;
  private static final String NO_CONTENT_TYPE = "application/octet-stream";

  private final Passage passage;
  private final Recording recording;
  private final UseReport report;
  private final MessageDigest original;
  private final MessageDigest masked = Digest.sha256();
  private byte[] frame = new byte[FIRST_CAPACITY];
  private int length;
  private int released;
  private long releasedInAll;
  private long frameBegan;
  private boolean live;
  private @Nullable AnswerHead head;
  private Reply.@Nullable Body body;
  private @Nullable Integer upstreamStatus;
  private boolean outcomeWritten;
  private @Nullable List<String> rules;

  Delivery(Passage passage, Recording recording, UseReport report) {
    this.passage = passage;
    this.recording = recording;
    this.report = report;
    this.original = recording.original();
  }

  void answered(int status) {
    upstreamStatus = status;
  }

  /// Says which guardrails fired on the answer.
  void judged(List<String> fired) {
    rules = fired.isEmpty() ? null : fired;
  }

  /// Says what the answer looks like; a live one begins for the caller at once.
  void begin(AnswerHead shown, boolean isLive) throws IOException {
    head = shown;
    live = isLive;
    if (isLive) {
      body().flush();
    }
  }

  void original(byte[] bytes, int count) {
    original.update(bytes, 0, count);
  }

  @Override
  public void accept(byte[] bytes, int off, int len) throws IOException {
    int from = off;
    int left = len;
    while (left > 0) {
      if (length == Recording.MAX_FRAME) {
        ship();
      }
      int part = Math.min(left, Recording.MAX_FRAME - length);
      append(bytes, from, part);
      from += part;
      left -= part;
    }
  }

  private void append(byte[] bytes, int from, int count) {
    if (length + count > frame.length) {
      int capacity = Math.max(length + count, 2 * frame.length);
      frame = Arrays.copyOf(frame, Math.min(capacity, Recording.MAX_FRAME));
    }
    if (length == 0) {
      frameBegan = System.nanoTime();
    }
    System.arraycopy(bytes, from, frame, length, count);
    length += count;
  }

  /// Releases what a live answer has so far.
  void settle() throws IOException {
    if (!live || released == length) {
      return;
    }
    release();
    body().flush();
    if (System.nanoTime() - frameBegan > LIVE_FRAME_NANOS) {
      ship();
    }
  }

  private void ship() throws IOException {
    recording.response(Arrays.copyOf(frame, length), contentType(), false);
    release();
    length = 0;
    released = 0;
  }

  private void release() throws IOException {
    int count = length - released;
    masked.update(frame, released, count);
    int from = released;
    released = length;
    releasedInAll += count;
    body().write(frame, from, count);
  }

  private Reply.Body body() throws IOException {
    Reply.Body begun = body;
    if (begun == null) {
      begun = passage.reply.answer(passage.stamp(), head(), -1);
      body = begun;
    }
    return begun;
  }

  /// Ends an answer without body.
  void completeEmpty() throws IOException {
    complete(null, null);
  }

  /// Writes the outcome, then lets the rest of the answer go.
  ///
  /// @param session the session that masked the body, where there is one
  void complete(@Nullable SortedMap<String, Integer> holes, @Nullable MaskingSession session)
      throws IOException {
    recording.response(Arrays.copyOf(frame, length), contentType(), true);
    if (session != null) {
      recording.proof(session);
    }
    masked.update(frame, released, length - released);
    long bytes = releasedInAll + length - released;
    Response response = new Response(digest(original), digest(masked), bytes, commitment(session));
    end(outcome(OutcomeStatus.COMPLETED, head().status(), response, holes, null), null);
    passage.ended(OutcomeStatus.COMPLETED.wireName());
    Reply.Body out =
        body == null
            ? passage.reply.answer(passage.stamp(), head(), head().lengthOf(length))
            : body;
    out.write(frame, released, length - released);
    out.finish();
  }

  /// Ends an answer that cannot be used: a problem, or a broken connection when it had begun.
  void fail(Problem problem) throws IOException {
    String failure = problem.type().wireName();
    if (body == null && !outcomeWritten) {
      end(outcome(OutcomeStatus.FAILED, problem.status(), null, null, failure), problem);
      passage.ended(failure);
      passage.reply.refuse(passage.stamp(), problem);
    } else {
      abort(failure);
    }
  }

  /// Ends an answer whose caller has gone away.
  void abandon() {
    abort(Passage.CALLER_GONE);
  }

  private void abort(String failure) {
    passage.ended(failure);
    if (outcomeWritten) {
      passage.reply.abort();
      return;
    }
    try {
      recording.response(Arrays.copyOf(frame, released), contentType(), true);
      Response response = new Response(null, digest(masked), releasedInAll, null);
      end(outcome(OutcomeStatus.ABORTED, head().status(), response, null, failure), null);
    } finally {
      passage.reply.abort();
    }
  }

  // Told before the caller has the answer: whoever has it can have it again.
  private void end(Outcome outcome, @Nullable Problem problem) {
    passage.answered(outcome);
    recording.end(outcome);
    outcomeWritten = true;
    report.ended(outcome, head, problem);
  }

  /// Ends an answer whose outcome cannot be made durable.
  void breakOff(Problem problem) throws IOException {
    passage.ended(problem.type().wireName());
    if (body == null) {
      passage.reply.refuse(passage.stamp(), problem);
    } else {
      passage.reply.abort();
    }
  }

  private Outcome outcome(
      OutcomeStatus status,
      int callerStatus,
      @Nullable Response response,
      @Nullable SortedMap<String, Integer> holes,
      @Nullable String failure) {
    return new Outcome(
        status, upstreamStatus, callerStatus, response, holes, failure, passage.age(), rules);
  }

  private static @Nullable Commitment commitment(@Nullable MaskingSession session) {
    return Optional.ofNullable(session)
        .flatMap(MaskingSession::commitment)
        .map(made ->
            new Commitment(
                Digest.wrap(made.root()), made.segments(), Digest.wrap(made.policy().bytes())))
        .orElse(null);
  }

  private AnswerHead head() {
    AnswerHead known = head;
    if (known == null) {
      throw new IllegalStateException("the answer has not begun");
    }
    return known;
  }

  private String contentType() {
    String type = head == null ? null : head.contentType();
    return type == null ? NO_CONTENT_TYPE : type;
  }

  private static Digest digest(MessageDigest running) {
    return Digest.wrap(running.digest());
  }
}
