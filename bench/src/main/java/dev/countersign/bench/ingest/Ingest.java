package dev.countersign.bench.ingest;

import dev.countersign.bench.process.MeasuredProcess;
import java.sql.Connection;
import java.sql.SQLException;

/// Kafka → verified → PostgreSQL → tree → checkpoint, with everything on this machine's cores and
/// PostgreSQL forcing each commit to the disk.
///
/// The records wait in the topic when the audit-service starts; each line is a slice of them. Then
/// the grown log is asked for proofs and calls over HTTP, one after the other; each answer waits
/// for its own `evidence.read` to be durable.
public final class Ingest {
  private final IngestSettings settings;
  private final AuditUnderTest audit = new AuditUnderTest();

  private Ingest(IngestSettings settings) throws SQLException {
    this.settings = settings;
  }

  public static void main(String... arguments) throws Exception {
    new Ingest(IngestSettings.of(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf("%,d records are put into the topic%n", settings.records());
    long begun = System.nanoTime();
    new Backlog(audit).write("gateway-", settings.writers(), settings.records());
    System.out.printf(
        "signed and durable in Kafka: %,.0f records/s%n", rate(settings.records(), begun));
    try (MeasuredProcess service = audit.start()) {
      measure(service);
      new Questions(audit.port(), settings.asked())
          .ask(settings.records(), settings.records() / 2 / 20 / settings.writers());
    }
  }

  private void measure(MeasuredProcess service) throws Exception {
    try (Connection reader = audit.superuser()) {
      long last = audit.awaitMoreThan(reader, 0);
      long first = last;
      long begun = System.nanoTime();
      System.out.printf("%12s %12s %14s%n", "leaves", "records/s", "audit CPU µs");
      while (last < settings.records()) {
        long from = System.nanoTime();
        double cpu = service.cpu().toNanos() / 1e3;
        long next =
            audit.awaitMoreThan(reader, Math.min(last + settings.slice(), settings.records()) - 1);
        System.out.printf(
            "%,12d %,12.0f %14.0f%n",
            next, rate(next - last, from), (service.cpu().toNanos() / 1e3 - cpu) / (next - last));
        last = next;
      }
      System.out.printf(
          "under signed checkpoints in all: %,.0f records/s; memory %d MB%n",
          rate(last - first, begun), service.residentMegabytes());
    }
  }

  private static double rate(long records, long since) {
    return records / ((System.nanoTime() - since) / 1e9);
  }
}
