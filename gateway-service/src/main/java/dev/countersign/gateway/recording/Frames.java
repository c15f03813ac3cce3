package dev.countersign.gateway.recording;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.access.Call;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The frames of one call, on their way to the recordings topic. For one thread.
///
/// Holds at most a few unacknowledged frames and waits for the oldest beyond that, so a broker that
/// stands still stops the call instead of filling the memory.
final class Frames {
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_UNDERWAY = 16;
  private static final String JSON = "application/json";
  private static final String PROOF = "application/vnd.countersign.masking-proof+json";

  private final Call call;
  private final FrameSender sender;
  private final Deque<CompletableFuture<Void>> underway = new ArrayDeque<>();
  private int responses;

  Frames(Call call, FrameSender sender) {
    this.call = call;
    this.sender = sender;
  }

  void request(byte[] shown) {
    whole("request", JSON, shown);
  }

  void proof(byte[] json) {
    whole("response-proof", PROOF, json);
  }

  private void whole(String direction, String contentType, byte[] bytes) {
    int index = 0;
    int from = 0;
    do {
      int to = Math.min(bytes.length, from + MAX_BYTES);
      byte[] part = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
      send(new Frame(direction, index++, to == bytes.length, contentType, part));
      from = to;
    } while (from < bytes.length);
  }

  void response(byte[] bytes, String contentType, boolean last) {
    send(new Frame("response", responses++, last, contentType, bytes));
  }

  void awaitDurable() {
    while (!underway.isEmpty()) {
      awaitOldest();
    }
  }

  private void send(Frame frame) {
    if (underway.size() >= MAX_UNDERWAY) {
      awaitOldest();
    }
    underway.add(sender.send(call, frame));
  }

  private void awaitOldest() {
    try {
      underway.remove().get(sender.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new EvidenceUnavailableException("a frame is not known to be durable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailableException("interrupted while a frame became durable", e);
    }
  }
}
