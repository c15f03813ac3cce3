package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.SessionId;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The way back to a caller. For one thread; exactly one of [#refuse], [#pending] and [#answer] is
/// used, and only once.
///
/// A caller who has gone away shows as an [IOException].
public interface Reply {

  /// What every reply carries.
  ///
  /// @param receipt the signed promise about the intent, where one was written
  /// @param replayed the call whose answer is given again; the receipt is then that call's
  record Stamp(
      CallId call,
      @Nullable SessionId session,
      @Nullable String receipt,
      @Nullable String replayed) {}

  /// Tells why the call was not carried out.
  void refuse(Stamp stamp, Problem problem) throws IOException;

  /// Tells that the call waits for people.
  void pending(Stamp stamp, Pending pending) throws IOException;

  /// An approval that is not decided yet.
  record Pending(String approval, String state, Duration retryAfter) {}

  /// Begins the answer; nothing need reach the caller before [Body#write].
  ///
  /// @param length the exact length of the body; -1 when it is not known yet
  Body answer(Stamp stamp, AnswerHead head, long length) throws IOException;

  /// Breaks the connection, so that nobody takes what was sent for the whole answer.
  void abort();

  /// The body of an answer.
  interface Body {
    void write(byte[] bytes, int from, int length) throws IOException;

    /// Hands what was written to the network.
    void flush() throws IOException;

    /// Ends the answer: now it is complete for the caller.
    void finish() throws IOException;
  }
}
