package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.RecordBody.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a call may go on: the decision, the approval it used, the masking it is under.
public record Grounds(Decision decision, @Nullable String approval, List<String> masking) {
  public Grounds {
    masking = List.copyOf(masking);
  }
}
