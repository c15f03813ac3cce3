package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Parties;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that was not forwarded, with as much as was known about it by then.
///
/// @param status what the caller was answered
public record Refused(
    CallId call,
    Protocol protocol,
    @Nullable SessionId session,
    @Nullable String trace,
    @Nullable Caller caller,
    Aim aim,
    Problem problem,
    int status,
    @Nullable Digest policy,
    List<String> rules,
    @Nullable String approval) {
  public Refused {
    rules = List.copyOf(rules);
  }

  /// What the call aimed at, as far as it named something that exists.
  public record Aim(
      @Nullable String connection, @Nullable String function, @Nullable String operation) {
    public static final Aim UNKNOWN = new Aim(null, null, null);
  }

  RecordBody body() {
    return new RecordBody.CallRefused(
        call.toString(),
        session == null ? null : session.value(),
        trace,
        caller == null ? null : Parties.subject(caller.subject()),
        caller == null ? List.of() : Parties.actors(caller.actors()),
        caller == null ? null : Digest.parse(caller.token()),
        aim.connection(),
        aim.function(),
        protocol.text(),
        aim.operation(),
        problem.type().wireName(),
        status,
        policy,
        rules,
        approval);
  }
}
