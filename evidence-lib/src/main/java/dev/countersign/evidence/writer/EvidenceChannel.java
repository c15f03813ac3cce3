package dev.countersign.evidence.writer;

import java.util.concurrent.CompletableFuture;

/// An ordered, durable way out for one epoch of one writer.
///
/// The contract that keeps chains free of gaps: records become durable in the order in which they
/// were sent, and after the first failure not one later record of this channel becomes durable.
public interface EvidenceChannel extends AutoCloseable {

  /// Hands over one record; completes when it is durable, or exceptionally when that is not known.
  CompletableFuture<Void> send(String writer, byte[] jws);

  /// Gives up what is not yet durable. Does not wait.
  @Override
  void close();
}
