package dev.countersign.bench.ingest;

import dev.countersign.bench.Arguments;
import dev.countersign.bench.process.MeasuredProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// What the size of the log costs: at each size the same number of records is taken in from Kafka
/// by the same process, then it is asked for proofs and calls. The first size is what it takes for
/// the process to be warm.
///
/// Between sizes the log is loaded in bulk. While records are put into the topic the audit-service
/// is stopped (SIGSTOP), so that they wait for it.
public final class Growth {
  private static final long[] SIZES = {0, 100_000, 1_000_000, 3_000_000, 10_000_000};
  private static final int WRITERS = 6;

  private final AuditUnderTest audit = new AuditUnderTest();
  private final Backlog backlog = new Backlog(audit);
  private final Questions questions;
  private final int step;
  private final long most;

  private Growth(int step, int asked, long most) throws SQLException {
    this.step = step;
    this.most = most;
    this.questions = new Questions(audit.port(), asked);
  }

  public static void main(String... arguments) throws Exception {
    Arguments given = Arguments.of(Set.of("step", "asked", "most"), arguments);
    new Growth(
            given.number("step", 30_000),
            given.number("asked", 100),
            given.number("most", 10_000_000))
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (MeasuredProcess service = audit.start();
        Connection database = audit.superuser()) {
      audit.awaitMoreThan(database, 0);
      takeIn(service, database, "warm-", 4 * step); // The virtual machine's, not the log's, start.
      BulkLoad bulk = new BulkLoad(database, audit.state());
      for (long size : SIZES) {
        if (size <= most) {
          if (size > 0) {
            grow(bulk, database, size);
          }
          awaitQuiet(service);
          measure(service, database, size);
        }
      }
    }
  }

  private void grow(BulkLoad bulk, Connection database, long size) throws Exception {
    long begun = System.nanoTime();
    audit.durable(false);
    bulk.growTo(size);
    try (Statement statement = database.createStatement()) {
      for (String table : new String[] {"leaf", "record", "session", "argument_text"}) {
        statement.execute("VACUUM ANALYZE " + AuditUnderTest.SCHEMA + "." + table);
      }
      audit.durable(true);
      statement.execute("CHECKPOINT");
    }
    System.out.printf(
        "loaded in %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
  }

  /// Waits until the service has looked at what was loaded.
  private static void awaitQuiet(MeasuredProcess service) throws InterruptedException {
    long busy;
    do {
      long before = service.cpu().toMillis();
      TimeUnit.SECONDS.sleep(3);
      busy = service.cpu().toMillis() - before;
    } while (busy > 300);
  }

  private record Taken(long leaves, double perSecond, double cpuMicros) {}

  private Taken takeIn(MeasuredProcess service, Connection database, String prefix, int records)
      throws Exception {
    signal(service, "STOP");
    try {
      backlog.write(prefix, WRITERS, records);
    } finally {
      signal(service, "CONT");
    }
    long first = audit.awaitMoreThan(database, 0);
    long from = System.nanoTime();
    double cpu = service.cpu().toNanos() / 1e3;
    long last = audit.awaitMoreThan(database, first + records / WRITERS * WRITERS - 1);
    return new Taken(
        last,
        (last - first) / ((System.nanoTime() - from) / 1e9),
        (service.cpu().toNanos() / 1e3 - cpu) / (last - first));
  }

  private static void signal(MeasuredProcess service, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(service.process().pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private void measure(MeasuredProcess service, Connection database, long size) throws Exception {
    Taken taken = takeIn(service, database, "at-" + size + "-", step);
    System.out.printf(
        "%,d leaves: %,.0f records/s taken in, %.0f µs of CPU each%n",
        taken.leaves(), taken.perSecond(), taken.cpuMicros());
    ProofTime before = proofTime();
    questions.ask(taken.leaves(), step / 2 / 20 / WRITERS);
    questions.ask(
        "calls with two words in their arguments",
        () ->
            "/api/v1/calls?argument-text=amount%20word"
                + ThreadLocalRandom.current().nextInt(10_007));
    ProofTime after = proofTime();
    System.out.printf(
        "a proof by itself: %.2f ms, %d bytes of hashes%n",
        (after.seconds() - before.seconds()) * 1e3 / (after.count() - before.count()),
        proofBytes(taken.leaves()));
  }

  /// What all proofs so far took, by the service's own clock.
  private record ProofTime(double seconds, double count) {}

  private ProofTime proofTime() throws IOException, InterruptedException {
    String metrics = questions.body("/actuator/prometheus");
    return new ProofTime(
        value(metrics, "countersign_audit_proof_seconds_sum"),
        value(metrics, "countersign_audit_proof_seconds_count"));
  }

  private static double value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private int proofBytes(long leaves) throws IOException, InterruptedException {
    String path = "/api/v1/records/" + ThreadLocalRandom.current().nextLong(leaves);
    return 32 * JsonMapper.shared().readTree(questions.body(path)).path("proof").size();
  }
}
