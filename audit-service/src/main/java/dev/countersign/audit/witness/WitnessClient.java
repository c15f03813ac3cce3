package dev.countersign.audit.witness;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.NoteSignature;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.service.http.BoundedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One witness on the network (C2SP `tlog-witness`). Nothing it says is believed but a cosignature
/// by its own key. Thread-safe.
final class WitnessClient {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int MAX_DIGITS = 18;
  private static final int SHOWN = 200;
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final NoteKey key;
  private final URI addCheckpoint;
  private final Duration within;
  private final HttpClient http;

  WitnessClient(AuditSettings.Witness settings, Duration within, HttpClient http) {
    this.key = settings.noteKey();
    String prefix = settings.url().toString();
    this.addCheckpoint =
        URI.create((prefix.endsWith("/") ? prefix : prefix + "/") + "add-checkpoint");
    this.within = within;
    this.http = http;
  }

  NoteKey key() {
    return key;
  }

  /// How long it may take.
  Duration within() {
    return within;
  }

  /// Asks for a cosignature, and waits for a limited time.
  Reply ask(AddCheckpoint request) {
    HttpRequest post =
        HttpRequest.newBuilder(addCheckpoint)
            .timeout(within)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
            .build();
    try {
      return read(BoundedExchange.send(http, post, within, MAX_ANSWER), request.note());
    } catch (IOException e) {
      return new Reply.Failed(Reply.Reason.UNREACHABLE, String.valueOf(e.getMessage()));
    }
  }

  private Reply read(HttpResponse<byte[]> answer, SignedNote note) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return switch (answer.statusCode()) {
      case OK ->
          body.lines()
              .flatMap(line -> cosignature(line, note).stream())
              .findFirst()
              .<Reply>map(Reply.Cosigned::new)
              .orElseGet(() ->
                  new Reply.Failed(Reply.Reason.BAD_SIGNATURE, "no cosignature by " + key.text()));
      case CONFLICT -> size(body);
      default -> refused(answer.statusCode() + " " + shortened(body));
    };
  }

  /// Signature lines of other keys are passed over, as the specification asks.
  private Optional<NoteSignature> cosignature(String line, SignedNote note) {
    try {
      return Optional.of(NoteSignature.parse(line))
          .filter(signature -> signature.names(key) && note.with(signature).isSignedBy(key));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  private static Reply size(String body) {
    String digits = body.strip();
    boolean decimal =
        !digits.isEmpty()
            && digits.length() <= MAX_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return decimal
        ? new Reply.OtherSize(Long.parseLong(digits))
        : refused("409 without a size: " + shortened(body));
  }

  private static Reply refused(String detail) {
    return new Reply.Failed(Reply.Reason.REFUSED, detail);
  }

  private static String shortened(String body) {
    String text = body.strip();
    String few = text.substring(0, Math.min(text.length(), SHOWN));
    return few.codePoints().allMatch(c -> c >= ' ' && c != 0x7f) ? few : "(not plain text)";
  }
}
