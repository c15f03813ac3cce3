package dev.countersign.evidence.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was kept, and what was let go: see `docs/design/0005-evidence-log.md`.
public sealed interface KeepingBody extends RecordBody {

  /// Records that the scope matches must not be pruned until the hold is released.
  record HoldPlaced(
      String hold, Party subject, List<Party> actors, Digest token, String reason, HoldScope scope)
      implements KeepingBody {
    public HoldPlaced {
      actors = List.copyOf(actors);
    }
  }

  record HoldReleased(String hold, Party subject, List<Party> actors, Digest token, String reason)
      implements KeepingBody {
    public HoldReleased {
      actors = List.copyOf(actors);
    }
  }

  /// Records of a retention class are about to be let go. Durable and in the log before they are.
  ///
  /// @param retention the class
  /// @param from the begin of the period, by time of integration
  /// @param to the end of the period, exclusive
  /// @param first the first of the leaves
  /// @param last the last of the leaves; between them may stand leaves of other classes
  /// @param count how many leaves
  /// @param root the RFC 9162 root over their [stubs][Stub] in leaf order
  /// @param holds the holds in force, which were checked and match none of them
  record RecordsPruned(
      String retention,
      Instant from,
      Instant to,
      long first,
      long last,
      long count,
      Digest root,
      List<String> holds)
      implements KeepingBody {
    public RecordsPruned {
      holds = List.copyOf(holds);
    }
  }

  /// Payloads were erased; `digest` is of the list of the digests of all `frames` frames.
  record PayloadErased(
      @Nullable Party subject,
      List<Party> actors,
      @Nullable Digest token,
      String reason,
      @Nullable String session,
      @Nullable String call,
      long frames,
      Digest digest)
      implements KeepingBody {
    public PayloadErased {
      actors = List.copyOf(actors);
    }
  }
}
