package dev.countersign.masking;

import dev.countersign.masking.EntityResult.Incomplete;
import dev.countersign.masking.EntityResult.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hides the entities that a detector finds in bodies that are masked already: JSON, JSON lines and
/// text. Thread-safe.
///
/// Off the data path: it takes whole bodies, asks in batches, one at a time for a body, and waits
/// for no answer on the thread that called. All or nothing: where the detector is late or fails the
/// result is [Incomplete], and the body as it was.
public final class EntityMasker {

  private final EntityDetector detector;
  private final EntityLimits limits;

  public EntityMasker(EntityDetector detector, EntityLimits limits) {
    this.detector = detector;
    this.limits = limits;
  }

  /// Hides the entities of a body. The future never fails.
  ///
  /// @param kind JSON, NDJSON or TEXT
  /// @param masked a body that was masked by the other rules
  public CompletableFuture<EntityResult> mask(MediaKind kind, byte[] masked) {
    if (masked.length > limits.maxBody()) {
      return done(Reason.TOO_LARGE);
    }
    List<BodyText> texts = BodyTexts.of(kind, masked);
    if (texts == null) {
      return done(Reason.UNREADABLE);
    }
    if (texts.stream().anyMatch(text -> text.value().length() > limits.maxText())) {
      return done(Reason.TOO_LARGE);
    }
    EntityQuestions questions = new EntityQuestions(detector, limits, texts);
    return questions
        .ask()
        .orTimeout(limits.deadline().toNanos(), TimeUnit.NANOSECONDS)
        .handle((found, failure) -> {
          questions.stop();
          return failure == null ? EntityHoles.hide(masked, texts, found) : incomplete(failure);
        });
  }

  private static CompletableFuture<EntityResult> done(Reason reason) {
    return CompletableFuture.completedFuture(new Incomplete(reason, null));
  }

  private static EntityResult incomplete(Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (failure) {
      case TimeoutException _ -> new Incomplete(Reason.LATE, null);
      case EntityQuestions.UnusableAnswer unusable -> new Incomplete(unusable.reason(), null);
      default -> new Incomplete(Reason.FAILED, failure);
    };
  }
}
