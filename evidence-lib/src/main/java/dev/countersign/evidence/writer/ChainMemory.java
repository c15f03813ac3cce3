package dev.countersign.evidence.writer;

import dev.countersign.evidence.record.RecordBody.ChainEnd;
import java.util.Optional;

/// Remembers a writer's last durable record over restarts, so that the next epoch can name it.
public interface ChainMemory {
  Optional<ChainEnd> last();

  void remember(ChainEnd end);
}
