package dev.countersign.witness;

import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The file in which a witness keeps the checkpoint it cosigned last: a note signed by the log and
/// by the witness itself, so that a damaged file is never taken for a state.
///
/// An older file that was put back cannot be told from the newest one.
final class LogFile {
  private final String origin;
  private final DurableFile file;

  LogFile(Path folder, String origin) {
    this.origin = origin;
    String name = Digest.of(bytes(origin)).hex();
    this.file = new DurableFile(folder.resolve(name + ".note"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean exists() {
    return file.exists();
  }

  /// The state of a witness that has not cosigned anything of this log.
  void create(Cosigner cosigner, Instant now) throws IOException {
    String text = new Checkpoint(origin, 0, TreeHash.emptyTree()).text();
    file.replace(new SignedNote(text, List.of(cosigner.cosign(text, now))).bytes());
  }

  /// @throws BadStateException when the file is missing, damaged, or of another log or witness
  SignedNote read(List<NoteKey> logKeys, NoteKey own) throws IOException {
    if (!exists()) {
      throw new BadStateException(
          "log %s: no state in %s (expected: the checkpoint cosigned last). If this witness has never cosigned this log, run the command once with --init; if it has, put the file back"
              .formatted(origin, file.path()));
    }
    try {
      SignedNote note = SignedNote.parse(file.read());
      Checkpoint checkpoint = Checkpoint.parseWithExtensions(note.text());
      boolean byLog = checkpoint.size() == 0 || !note.verified(logKeys).isEmpty();
      if (checkpoint.origin().equals(origin) && byLog && note.isSignedBy(own)) {
        return note;
      }
    } catch (MalformedNoteException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
    throw damaged("not signed by the log and by this witness");
  }

  private BadStateException damaged(String why) {
    return new BadStateException("log %s: state in %s: %s".formatted(origin, file.path(), why));
  }

  /// When the witness cosigned a note.
  static Instant time(SignedNote note, NoteKey own) {
    return note.signatures().stream()
        .filter(signature -> signature.names(own))
        .findFirst()
        .flatMap(signature -> signature.time())
        .orElseThrow(() -> new BadStateException("a state without a time"));
  }

  void prepare(SignedNote note) throws IOException {
    file.prepare(note.bytes());
  }

  void commit() throws IOException {
    file.commit();
  }
}
