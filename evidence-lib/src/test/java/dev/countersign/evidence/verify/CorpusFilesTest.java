package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusFilesTest {
  /// Write it anew with `evidence-lib/corpus/write DIR` where the corpus has grown.
  @Test
  void thePublishedIndexIsThatOfTheCorpus() throws IOException {
    assertThat(Path.of("corpus", CorpusFiles.INDEX)).content().isEqualTo(CorpusFiles.index());
  }

  @Test
  void writesEveryBundleOnceAndTheKeys(@TempDir Path folder) throws IOException {
    CorpusFiles.write(folder);
    long bundles;
    try (var files = Files.list(folder)) {
      bundles = files.filter(file -> file.toString().endsWith(".zip")).count();
    }
    assertThat(bundles).isEqualTo(CorpusFiles.accepted().size() + Corruptions.all().size());
    var trust = Trust.directory(folder.resolve("keys"));
    for (String name : CorpusFiles.accepted().keySet()) {
      byte[] bundle = Files.readAllBytes(folder.resolve(CorpusFiles.file(name)));
      assertThat(TestLog.verify(bundle, trust).holds()).as(name).isTrue();
    }
  }
}
