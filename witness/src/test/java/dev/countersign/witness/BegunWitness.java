package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.note.NoteSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A witness that has just begun, a log that it knows, and another history of that log.
abstract class BegunWitness {
  static final Clock CLOCK = at("2026-11-21T12:00:00Z");
  static final TestLog LOG = TestLog.of(700);
  static final TestLog FORK = LOG.forked(300, 700);

  @TempDir Path folder;
  Witness.Place place;
  Witness witness;

  @BeforeEach
  void begin() throws IOException {
    place = new Witness.Place(folder.resolve("state"), null);
    Witness.init(place, "witness.example/w1", List.of(LOG.noteKey()), CLOCK);
    witness = Witness.open(place, List.of(LOG.noteKey()), CLOCK);
  }

  @AfterEach
  void end() throws IOException {
    witness.close();
  }

  static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  void restart(Clock clock) throws IOException {
    witness.close();
    witness = Witness.open(place, List.of(LOG.noteKey()), clock);
  }

  void assertCosigned(AddCheckpoint request) throws IOException {
    var verdict = witness.add(request);
    assertThat(verdict).isInstanceOf(Verdict.Cosigned.class);
    NoteSignature signature = ((Verdict.Cosigned) verdict).signature();
    assertThat(signature.time()).contains(CLOCK.instant());
    assertThat(request.note().with(signature).isSignedBy(witness.publicKey())).isTrue();
  }

  /// Where the log's next state is prepared.
  Path draft() throws IOException {
    Path file = stateFile();
    return file.resolveSibling(file.getFileName() + ".new");
  }

  Path stateFile() throws IOException {
    try (Stream<Path> files = Files.list(place.directory().resolve("logs"))) {
      return files.filter(file -> file.toString().endsWith(".note")).findFirst().orElseThrow();
    }
  }
}
