package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.drive.Accounting.Account;
import dev.countersign.quickstart.drive.CallResult.Kind;
import dev.countersign.quickstart.drive.StoredCopies.Search;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import dev.countersign.quickstart.home.Secrets;
import dev.countersign.quickstart.login.Login;
import dev.countersign.quickstart.process.Probe;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// One drive: the calls of a traffic file, made for real through the gateway, then looked up in the
/// evidence.
///
/// The calls of a session follow each other; as many sessions run at once as `concurrency` says.
public final class Drive {
  private static final int NAMED = 5;
  private static final Duration AWAY = Duration.ofMinutes(3);

  /// What to drive, as whom and how.
  public record Plan(Path file, String subject, int concurrency, int limit) {}

  private final Ports ports;
  private final Secrets secrets;
  private final Http http;
  private final Login login;
  private final Clock clock;
  private final Console console;

  public Drive(Ports ports, Secrets secrets, Http http, Login login, Clock clock, Console console) {
    this.ports = ports;
    this.secrets = secrets;
    this.http = http;
    this.login = login;
    this.clock = clock;
    this.console = console;
  }

  /// Drives and reports; true when every call is accounted for and nothing leaked.
  public boolean run(Plan plan) throws IOException, InterruptedException {
    TrafficFile traffic = TrafficFile.read(plan.file(), plan.limit());
    console.title(
        "Driving %d calls of %d sessions as %s"
            .formatted(traffic.calls().size(), traffic.sessions().size(), plan.subject()));
    if (!Probe.accepts(ports.get(Port.GATEWAY))) {
      throw new IOException("the gateway is not up (start it with: ./countersign up)");
    }
    register(traffic);
    var auditor = new FreshToken(() -> login.as("ann"), clock);
    var audit = new AuditorReader(http, ports.url(Port.AUDIT), auditor);
    var accounting = new Accounting(audit);
    long leaf = accounting.size();
    Instant since = clock.instant();
    long began = System.nanoTime();
    DriveStatistics statistics = send(traffic, plan);
    double seconds = (System.nanoTime() - began) / 1e9;
    report(statistics, seconds);
    Account account =
        accounting.settle(
            plan.subject(),
            since.minusSeconds(1),
            leaf,
            statistics.results(),
            this::seen,
            console::progress);
    var replay = new AuditorReader(http, ports.url(Port.REPLAY), auditor);
    Search stored =
        new StoredCopies(audit, replay)
            .search(
                traffic.addresses(),
                account.sessions(),
                statistics.answered(),
                leaf,
                console::progress);
    return report(account) & report(stored) && statistics.leaked() == 0;
  }

  /// Gives the sample upstream the answers, directly: it is the upstream's own memory.
  private void register(TrafficFile traffic) throws IOException, InterruptedException {
    String url = ports.url(Port.FUNCTIONS) + "/recorded";
    Reply reply = http.put(url, Http.bearer(secrets.reveal("payments-token")), traffic.file());
    if (reply.status() != 200) {
      throw new IOException("the sample upstream does not take the answers: " + reply.brief());
    }
  }

  private DriveStatistics send(TrafficFile traffic, Plan plan)
      throws IOException, InterruptedException {
    var statistics = new DriveStatistics();
    var token = new FreshToken(() -> login.as(plan.subject()), clock);
    var caller = new GatewayCaller(http, ports.url(Port.GATEWAY), token, AWAY);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(plan.concurrency(), Thread.ofVirtual().factory())) {
      var sessions = new ArrayList<Future<?>>();
      for (List<RecordedCall> session : traffic.sessions()) {
        sessions.add(threads.submit(() -> callAll(session, caller, statistics)));
      }
      watch(sessions, statistics, traffic.calls().size());
    }
    return statistics;
  }

  private static boolean callAll(
      List<RecordedCall> session, GatewayCaller caller, DriveStatistics statistics)
      throws InterruptedException {
    for (RecordedCall call : session) {
      statistics.add(caller.call(call));
    }
    return true;
  }

  private void watch(List<Future<?>> sessions, DriveStatistics statistics, int total)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    long spoken = began;
    for (Future<?> session : sessions) {
      while (true) {
        try {
          session.get(250, TimeUnit.MILLISECONDS);
          break;
        } catch (TimeoutException running) {
          String text = progress(statistics.count(), total, began);
          console.progress(text);
          if (!console.live() && System.nanoTime() - spoken > TimeUnit.SECONDS.toNanos(5)) {
            console.note(text);
            spoken = System.nanoTime();
          }
        } catch (ExecutionException e) {
          throw new IOException("a session broke off: " + e.getCause(), e);
        }
      }
    }
  }

  private static String progress(int done, int total, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    return "%d of %d calls, %.0f per second, %.0f s"
        .formatted(done, total, done / seconds, seconds);
  }

  private void report(DriveStatistics statistics, double seconds) {
    Map<Kind, Long> counts = statistics.byKind();
    console.done(
        "%d calls in %.1f s (%.0f per second)"
            .formatted(statistics.count(), seconds, statistics.count() / seconds));
    console.line("  permitted %6d".formatted(counts.get(Kind.PERMITTED)));
    console.line("  … masked  %6d".formatted(statistics.masked()));
    for (Kind kind : List.of(Kind.HELD, Kind.REFUSED, Kind.FAILED, Kind.BROKEN)) {
      Map<String, Long> reasons = statistics.reasons(kind);
      console.line(
          "  %-9s %6d%s"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT),
                  counts.get(kind),
                  reasons.isEmpty() ? "" : "   " + reasons));
    }
    console.line(
        "  latency   p50 %.1f ms   p95 %.1f ms   p99 %.1f ms"
            .formatted(statistics.millis(0.50), statistics.millis(0.95), statistics.millis(0.99)));
    sayLeaks(statistics.leaked());
  }

  private void sayLeaks(long leaked) {
    if (leaked == 0) {
      console.done("no e-mail address of the answers came through");
    } else {
      console.failed(leaked + " e-mail addresses of the answers came through unmasked");
    }
  }

  private boolean report(Account account) {
    if (account.neverForwarded() > 0) {
      console.note(
          account.neverForwarded() + " broke before an intent; the upstream never saw them");
    }
    if (account.missing().isEmpty()) {
      console.done("every call has its records: intent and outcome, or refusal");
      return true;
    }
    console.failed(account.missing().size() + " calls are not accounted for");
    account.missing().entrySet().stream()
        .limit(NAMED)
        .forEach(entry -> console.note(entry.getKey() + ": " + entry.getValue()));
    return false;
  }

  private boolean report(Search stored) {
    String where = "%d frames and %d records".formatted(stored.frames(), stored.records());
    if (stored.addresses().isEmpty()) {
      console.done("no e-mail address of the answers stands in " + where);
    } else {
      console.failed(stored.addresses().size() + " e-mail addresses stand in " + where);
    }
    if (!stored.unrecorded().isEmpty()) {
      console.failed(stored.unrecorded().size() + " answers are not in the recordings");
      stored.unrecorded().stream().limit(NAMED).forEach(console::note);
    }
    return stored.isClean();
  }

  private Set<String> seen() throws IOException, InterruptedException {
    String url = ports.url(Port.FUNCTIONS) + "/seen";
    return http.get(url, Http.bearer(secrets.reveal("payments-token")))
        .json()
        .path("traces")
        .valueStream()
        .map(trace -> trace.asString(""))
        .collect(Collectors.toSet());
  }
}
