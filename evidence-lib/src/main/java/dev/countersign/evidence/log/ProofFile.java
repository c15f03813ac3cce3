package dev.countersign.evidence.log;

import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.note.WitnessPolicy;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that proves offline that an entry is in a log (C2SP `tlog-proof`, extension
/// `.tlog-proof`): an inclusion proof and the signed, perhaps cosigned, checkpoint it leads to.
///
/// Reading checks the form; [#proves] checks what it says. Immutable.
///
/// @param extra opaque data in Base64, for which nothing vouches
public record ProofFile(Optional<String> extra, InclusionProof proof, SignedNote checkpoint) {
  /// A longer file is refused.
  public static final int MAX_BYTES = 1024 * 1024;

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra";
  private static final String INDEX = "index";

  /// @throws MalformedProofFileException unless the note is a checkpoint of the proof's size
  public ProofFile {
    extra.ifPresent(ProofText::base64);
    if (size(checkpoint) != proof.size()) {
      throw new MalformedProofFileException("checkpoint size: not the proof's");
    }
  }

  /// A file without extra data.
  public ProofFile(InclusionProof proof, SignedNote checkpoint) {
    this(Optional.empty(), proof, checkpoint);
  }

  /// Reads a file; every byte must be what [#bytes()] would write.
  ///
  /// @throws MalformedProofFileException when it is not well-formed
  public static ProofFile parse(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new MalformedProofFileException(
          "proof length: " + file.length + " (expected: <= " + MAX_BYTES + ")");
    }
    var text = new ProofText(file);
    if (!text.line().equals(HEADER)) {
      throw new MalformedProofFileException("first line: another (expected: " + HEADER + ")");
    }
    String line = text.line();
    @Nullable String extra = ProofText.after(EXTRA, line);
    if (extra != null) {
      line = text.line();
    }
    long index = ProofText.number(INDEX, ProofText.after(INDEX, line));
    var path = text.hashes();
    SignedNote note = text.note();
    return new ProofFile(Optional.ofNullable(extra), proof(index, size(note), path), note);
  }

  private static InclusionProof proof(long index, long size, List<Digest> path) {
    if (index >= size) {
      throw new MalformedProofFileException(
          "index: " + index + " (expected: below the size, " + size + ")");
    }
    return new InclusionProof(index, size, path);
  }

  private static long size(SignedNote note) {
    return checkpoint(note).size();
  }

  private static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parseWithExtensions(note.text());
    } catch (MalformedNoteException e) {
      throw new MalformedProofFileException(String.valueOf(e.getMessage()));
    }
  }

  /// Whether this entry is in the log at the proof's index, under a checkpoint that the policy
  /// believes.
  public boolean proves(byte[] entry, WitnessPolicy policy) {
    return policy.satisfiedBy(checkpoint)
        && proof.proves(TreeHash.leaf(entry), checkpoint(checkpoint).root());
  }

  /// The file as it is handed out.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The file of an entry with data of the application's own.
  public ProofFile withExtra(byte[] data) {
    return new ProofFile(Optional.of(Base64.getEncoder().encodeToString(data)), proof, checkpoint);
  }

  @Override
  public String toString() {
    return HEADER
        + "\n"
        + extra.map(data -> EXTRA + " " + data + "\n").orElse("")
        + INDEX
        + " "
        + proof.index()
        + "\n"
        + ProofText.lines(proof.path())
        + "\n"
        + checkpoint;
  }
}
