package dev.countersign.audit.witness;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.note.SignedNote;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sends the newest checkpoint to every witness, now and then and on demand.
///
/// Checkpoints are published whether witnesses answer or not. Replicas may ask the same witness:
/// its second answer is as good as its first.
@Component
public class Cosigning implements DisposableBean {
  private final Checkpoints checkpoints;
  private final Cosignatures cosignatures;
  private final Duration within;
  private final HttpClient http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<WatchedWitness> witnesses;

  Cosigning(
      AuditSettings settings,
      Checkpoints checkpoints,
      Cosignatures cosignatures,
      CosignatureTable table,
      LogReader log,
      MeterRegistry meters,
      Clock clock) {
    this.checkpoints = checkpoints;
    this.cosignatures = cosignatures;
    this.within = settings.cosignWithin();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(within)
            .build();
    this.witnesses =
        settings.witnesses().stream()
            .map(witness ->
                new WatchedWitness(
                    new WitnessClient(witness, within, http), table, log, meters, clock))
            .toList();
  }

  @Scheduled(fixedDelayString = "${countersign.audit.cosign-every:10s}")
  void newest() {
    if (!witnesses.isEmpty()) {
      checkpoints.newest().ifPresent(this::ask);
    }
  }

  /// A checkpoint's note with the cosignatures that are there, or come within the time limit.
  public SignedNote cosigned(LogCheckpoint checkpoint) {
    ask(checkpoint);
    return cosignatures.with(checkpoint);
  }

  /// Asks all at once and waits for them, but not for ever.
  private void ask(LogCheckpoint checkpoint) {
    CompletableFuture<?>[] asked =
        witnesses.stream()
            .map(witness -> CompletableFuture.runAsync(() -> witness.cosign(checkpoint), threads))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(asked).get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Whoever is slow is asked again; its turn ends by the time limit of its own request.
    } catch (ExecutionException e) {
      throw new IllegalStateException("a witness's turn failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void destroy() {
    http.shutdownNow();
    threads.close();
  }
}
