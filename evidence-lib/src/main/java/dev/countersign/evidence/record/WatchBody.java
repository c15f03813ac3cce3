package dev.countersign.evidence.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the audit-service says of what it was sent: see `docs/design/0005-evidence-log.md`.
public sealed interface WatchBody extends RecordBody {

  /// Something is wrong with what arrived, at this place of Kafka or of a writer's chain.
  record AlarmRaised(
      String kind,
      String detail,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable String writer,
      @Nullable Long epoch,
      @Nullable Long seq,
      @Nullable Digest digest)
      implements WatchBody {}

  /// A person set a message aside that stopped its partition. Durable before the partition goes on.
  ///
  /// `kind` is the alarm's. Where the message claimed a place in a chain, that place stays empty
  /// and this record explains it.
  record MessageQuarantined(
      Party subject,
      List<Party> actors,
      Digest token,
      String reason,
      String kind,
      int partition,
      long offset,
      Digest digest,
      @Nullable String writer,
      @Nullable Long epoch,
      @Nullable Long seq)
      implements WatchBody {
    public MessageQuarantined {
      actors = List.copyOf(actors);
    }
  }

  /// A caller asked for what its receipt promised. `receipt` is the digest of the receipt's JWS,
  /// `verdict` is `included` or `breach`, `size` that of the checkpoint it was held against.
  record ReceiptRedeemed(
      String call, Digest receipt, Digest leafHash, String verdict, @Nullable Long leaf, long size)
      implements WatchBody {}
}
