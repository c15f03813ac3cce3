package dev.countersign.evidence.record;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a record says, apart from who wrote it and where it stands in the chain.
///
/// Members are written in the order of the components; absent ones are left out. Payloads are named
/// by digest only. Arguments are named by a salted commitment: see `docs/design/0001-contracts.md`.
public sealed interface RecordBody
    permits RecordBody.WriterOpened,
        RecordBody.WriterHeartbeat,
        RecordBody.WriterClosed,
        RecordBody.KeyRotated,
        RecordBody.ConfigChanged,
        RecordBody.CallIntent,
        RecordBody.CallRefused,
        RecordBody.CallOutcome,
        RecordBody.ApprovalRequested,
        RecordBody.ApprovalDecided,
        RecordBody.ApprovalConsumed,
        RecordBody.ApprovalExpired,
        RecordBody.EvidenceRead,
        ApprovalBody,
        KeepingBody,
        WatchBody {

  /// An epoch begins. `previous` is the last end of this writer's chain known to be durable.
  record WriterOpened(String service, String version, String kid, @Nullable ChainEnd previous)
      implements RecordBody {}

  /// A place in a writer's chain.
  record ChainEnd(long epoch, long seq, Digest digest) {}

  /// The writer lives; `appended` records stand in this epoch before this one.
  record WriterHeartbeat(long appended) implements RecordBody {}

  record WriterClosed(String reason) implements RecordBody {}

  /// The writer goes over to another key: the last record under `from` but `writer.closed`.
  ///
  /// Signed with the old key, so whoever has lost it cannot say this; the next epoch opens under
  /// `to`. Both are key ids.
  record KeyRotated(String from, String to) implements RecordBody {}

  /// A configuration was loaded; `digest` is of its exact bytes.
  ///
  /// @param withheld why its document is shown to nobody; absent where it was published
  record ConfigChanged(String kind, Digest digest, String summary, @Nullable String withheld)
      implements RecordBody {}

  /// Why a call was let through: the policy's digest and the rules that fired.
  record Decision(String effect, Digest policy, List<String> rules, @Nullable String risk) {
    public Decision {
      rules = List.copyOf(rules);
    }
  }

  /// A call is about to be forwarded. Durable before the first byte reaches the upstream.
  ///
  /// `authentication` came later: records of before are without it.
  record CallIntent(
      String call,
      String session,
      @Nullable String trace,
      @Nullable Party subject,
      List<Party> actors,
      Digest token,
      @Nullable Authentication authentication,
      String connection,
      String function,
      String protocol,
      String operation,
      Digest arguments,
      Decision decision,
      @Nullable String approval,
      List<String> masking,
      @Nullable Digest recording,
      Instant deadline)
      implements RecordBody {
    public CallIntent {
      actors = List.copyOf(actors);
      masking = List.copyOf(masking);
    }

    /// An intent of a caller about whose authentication nothing is known.
    public CallIntent(
        String call,
        String session,
        @Nullable String trace,
        @Nullable Party subject,
        List<Party> actors,
        Digest token,
        String connection,
        String function,
        String protocol,
        String operation,
        Digest arguments,
        Decision decision,
        @Nullable String approval,
        List<String> masking,
        @Nullable Digest recording,
        Instant deadline) {
      this(
          call,
          session,
          trace,
          subject,
          actors,
          token,
          null,
          connection,
          function,
          protocol,
          operation,
          arguments,
          decision,
          approval,
          masking,
          recording,
          deadline);
    }
  }

  /// A call was not forwarded. What is unknown about the caller is left out.
  record CallRefused(
      String call,
      @Nullable String session,
      @Nullable String trace,
      @Nullable Party subject,
      List<Party> actors,
      @Nullable Digest token,
      @Nullable String connection,
      @Nullable String function,
      String protocol,
      @Nullable String operation,
      String reason,
      int status,
      @Nullable Digest policy,
      List<String> rules,
      @Nullable String approval)
      implements RecordBody {
    public CallRefused {
      actors = List.copyOf(actors);
      rules = List.copyOf(rules);
    }
  }

  /// How a forwarded call ended; `rules` are the guardrails that fired on its answer.
  record CallOutcome(
      String call,
      Digest intent,
      OutcomeStatus status,
      @Nullable Integer upstreamStatus,
      @Nullable Integer callerStatus,
      @Nullable Response response,
      @Nullable SortedMap<String, Integer> holes,
      @Nullable String failure,
      @Nullable Long durationMicros,
      @Nullable List<String> rules)
      implements RecordBody {
    public CallOutcome {
      rules = rules == null ? null : List.copyOf(rules);
    }

    /// An outcome whose answer no guardrail fired on.
    public CallOutcome(
        String call,
        Digest intent,
        OutcomeStatus status,
        @Nullable Integer upstreamStatus,
        @Nullable Integer callerStatus,
        @Nullable Response response,
        @Nullable SortedMap<String, Integer> holes,
        @Nullable String failure,
        @Nullable Long durationMicros) {
      this(
          call,
          intent,
          status,
          upstreamStatus,
          callerStatus,
          response,
          holes,
          failure,
          durationMicros,
          null);
    }
  }

  /// Both views of a response: a salted commitment to the original, the plain digest of what the
  /// caller got, how many bytes that was, and how the one came out of the other.
  record Response(
      @Nullable Digest original, Digest masked, long bytes, @Nullable Commitment commitment) {}

  /// Binds a masked body, its holes and rules, and what they hide: see
  /// `docs/design/0003-masking-commitments.md`.
  record Commitment(Digest root, long segments, Digest policy) {}

  /// Somebody must agree to a call first. `justification` is a salted commitment to what the
  /// requester gave as a reason.
  record ApprovalRequested(
      String approval,
      String call,
      String session,
      @Nullable Party subject,
      List<Party> actors,
      String connection,
      String function,
      Digest arguments,
      Digest policy,
      @Nullable String risk,
      List<String> from,
      int quorum,
      Instant decideBy,
      String useWithin,
      @Nullable List<String> masking,
      @Nullable Digest justification,
      @Nullable ApprovalTerms terms)
      implements RecordBody {
    public ApprovalRequested {
      actors = List.copyOf(actors);
      from = List.copyOf(from);
      masking = masking == null ? null : List.copyOf(masking);
    }
  }

  /// One person's verdict, with the digest of the token it was given under.
  ///
  /// @param authTime when the person authenticated, where the terms ask
  /// @param acr in which context, where the terms ask
  /// @param signature digest of the person's own signature, where the terms ask
  /// @param view commitment to the view the person was shown; absent where it was everybody's
  record Review(
      Party subject,
      String verdict,
      Digest token,
      Instant at,
      @Nullable Instant authTime,
      @Nullable String acr,
      @Nullable Digest signature,
      @Nullable Digest view) {
    /// By a person who was shown what everybody is shown.
    public Review(
        Party subject,
        String verdict,
        Digest token,
        Instant at,
        @Nullable Instant authTime,
        @Nullable String acr,
        @Nullable Digest signature) {
      this(subject, verdict, token, at, authTime, acr, signature, null);
    }
  }

  /// People, or a broken glass, have decided: `verdict` is `approved`, `denied` or `broken-glass`.
  record ApprovalDecided(
      String approval, String verdict, List<Review> reviews, @Nullable Instant useBy)
      implements RecordBody {
    public ApprovalDecided {
      reviews = List.copyOf(reviews);
    }
  }

  record ApprovalConsumed(String approval, String call, String consumer) implements RecordBody {}

  /// An approval ended unused: nobody decided in time, it was withdrawn, or nobody used it in time.
  record ApprovalExpired(String approval, String state) implements RecordBody {}

  /// Somebody read evidence: who, under which token, what, and how many entries were shown.
  record EvidenceRead(
      @Nullable Party subject,
      List<Party> actors,
      Digest token,
      String operation,
      String query,
      long count)
      implements RecordBody {
    public EvidenceRead {
      actors = List.copyOf(actors);
    }
  }
}
