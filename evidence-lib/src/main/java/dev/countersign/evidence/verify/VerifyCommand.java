package dev.countersign.evidence.verify;

import dev.countersign.evidence.note.MalformedPolicyException;
import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.timestamp.MalformedTimestampException;
import dev.countersign.evidence.timestamp.TimestampAuthorities;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The command `verify BUNDLE [--trust DIR] [--witness-policy FILE] [--tsa FILE] [--masked-view
/// FILE --proof FILE [--kind KIND]] [--hash-only] [--heartbeat SECONDS] [--exit-by-class] [--json]
/// [--quiet]`.
///
/// Exit code 0: everything holds. 1: the evidence does not hold. 2: it could not be checked. With
/// `--exit-by-class` 10 and up instead of 1: which check was the first to fail.
public final class VerifyCommand {
  static final int HOLDS = 0;
  static final int DOES_NOT_HOLD = 1;
  static final int NOT_CHECKED = 2;

  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final String USAGE =
      """
      usage: verify BUNDLE [--trust DIR] [--witness-policy FILE] [--tsa FILE]
                    [--masked-view FILE --proof FILE [--kind KIND]]
                    [--hash-only] [--heartbeat SECONDS] [--exit-by-class] [--json] [--quiet]

        BUNDLE       an evidence bundle, as the audit-service exports it
        --trust DIR  check against the keys in DIR (log.jwks.json and <writer>.jwks.json)
                     and not against those in the bundle
        --witness-policy FILE
                     ask for the cosignatures that this C2SP tlog-policy file asks for
        --tsa FILE   ask for a timestamp (RFC 3161) by one of the authorities whose certificates
                     are in this PEM file
        --masked-view FILE --proof FILE
                     check as well that FILE is the answer that a call in the bundle gave, and
                     its original minus exactly the holes of the proof; lists the holes with
                     their paths
        --kind KIND  what FILE is: json, ndjson, sse, text, form, csv, tsv or xml (default: what
                     it looks like)
        --hash-only  skip the signatures of records; everything else is checked
        --heartbeat SECONDS
                     how often writers say that they live (default: 60; 0: do not ask)
        --exit-by-class
                     exit with the class of the first failure and not with 1: 10 file,
                     11 checkpoint, 12 tree, 13 signatures, 14 chains, 15 calls, 16 approvals,
                     17 policies, 18 retention, 19 masked view
        --json       report as JSON
        --quiet      report only what does not hold
      """;

  private final PrintStream out;
  private final PrintStream err;
  private long nextProgress = System.nanoTime() + PROGRESS_NANOS;

  VerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var out = utf8(FileDescriptor.out);
    int code = new VerifyCommand(out, utf8(FileDescriptor.err)).run(List.of(arguments));
    out.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  int run(List<String> arguments) {
    VerifyOptions options;
    try {
      options = VerifyOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println("verify: " + e.getMessage());
      err.print(USAGE);
      return NOT_CHECKED;
    }
    try {
      var report = verifier(options).verify(options.bundle(), options.view());
      print(options, report);
      return code(options, report);
    } catch (NoSuchFileException e) {
      err.println("verify: no such file: " + e.getFile());
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | MalformedPolicyException
        | MalformedTimestampException e) {
      err.println("verify: " + e.getMessage());
    }
    return NOT_CHECKED;
  }

  private static int code(VerifyOptions options, VerificationReport report) {
    return report
        .firstFailed()
        .map(check -> options.exitByClass() ? check.exitCode() : DOES_NOT_HOLD)
        .orElse(HOLDS);
  }

  private Verifier verifier(VerifyOptions options) throws IOException {
    var folder = options.trust();
    var trust = folder == null ? new Trust.OfBundle() : Trust.directory(folder);
    var heard = options.quiet() ? Progress.NONE : (Progress) this::progress;
    return new Verifier(trust, heard, settings(options));
  }

  private static VerifierSettings settings(VerifyOptions options) throws IOException {
    var settings = options.settings();
    var witnesses = options.witnessPolicy();
    if (witnesses != null) {
      settings = settings.with(WitnessPolicy.parse(Files.readAllBytes(witnesses)));
    }
    var authorities = options.authorities();
    return authorities == null
        ? settings
        : settings.with(TimestampAuthorities.parse(Files.readAllBytes(authorities)));
  }

  private void print(VerifyOptions options, VerificationReport report) {
    if (options.quiet() && report.holds()) {
      return;
    }
    if (options.json()) {
      out.println(ReportJson.of(report));
    } else {
      out.print(ReportText.of(options.bundle(), report));
    }
  }

  private void progress(Progress.Step step, long records, long expected) {
    if (System.nanoTime() - nextProgress > 0) {
      nextProgress = System.nanoTime() + PROGRESS_NANOS;
      String done = step.name().toLowerCase(Locale.ROOT);
      err.printf(Locale.ROOT, "%s %,d of %,d records%n", done, records, expected);
    }
  }
}
