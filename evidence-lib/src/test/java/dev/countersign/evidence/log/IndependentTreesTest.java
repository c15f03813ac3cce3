package dev.countersign.evidence.log;

import static dev.countersign.evidence.log.TestTrees.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.evidence.record.Digest;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our trees and proofs in the hands of others: inclusion by sigstore-java, which offers no check
/// of consistency, and consistency by RFC 9162 §2.1.4.2 as written down in Python.
class IndependentTreesTest {
  private static final int TREES = 60;
  private static final int LARGEST = 700;

  /// Reads lines `first second firstRoot secondRoot hash…` and prints `True` or `False` for each.
  private static final String CONSISTENCY =
      """
      import sys
      from hashlib import sha256
      def verify(first, second, root1, root2, path):
          if first == second:
              return not path and root1 == root2
          if not path:
              return False
          if first & (first - 1) == 0:
              path = [root1] + path
          fn, sn = first - 1, second - 1
          while fn & 1:
              fn, sn = fn >> 1, sn >> 1
          fr = sr = path[0]
          for c in path[1:]:
              if sn == 0:
                  return False
              if fn & 1 or fn == sn:
                  fr = sha256(b"\\1" + c + fr).digest()
                  sr = sha256(b"\\1" + c + sr).digest()
                  while fn and not fn & 1:
                      fn, sn = fn >> 1, sn >> 1
              else:
                  sr = sha256(b"\\1" + sr + c).digest()
              fn, sn = fn >> 1, sn >> 1
          return fr == root1 and sr == root2 and sn == 0
      for line in sys.stdin:
          words = line.split()
          hashes = [bytes.fromhex(word) for word in words[2:]]
          print(verify(int(words[0]), int(words[1]), hashes[0], hashes[1], hashes[2:]))
      """;

  private final Random random = new Random(9162);
  private final MemoryTiles tiles = new MemoryTiles();

  @Test
  void sigstoreAcceptsOurInclusionProofs() throws InclusionProofVerificationException {
    grow();
    for (int i = 0; i < TREES; i++) {
      var tree = tiles.at(1 + random.nextInt(LARGEST));
      int index = random.nextInt(Math.toIntExact(tree.size()));
      verify(tree, leaf(index), index);
      assertThatThrownBy(() -> verify(tree, leaf(index + LARGEST), index))
          .isInstanceOf(InclusionProofVerificationException.class);
    }
  }

  private static void verify(TileTree tree, Digest leaf, int index)
      throws InclusionProofVerificationException {
    List<byte[]> path = tree.inclusion(index).path().stream().map(Digest::bytes).toList();
    InclusionProofVerifier.verify(leaf.bytes(), index, tree.size(), path, tree.root().bytes());
  }

  @Test
  void theRfcInPythonAcceptsOurConsistencyProofs(@TempDir Path folder) throws Exception {
    assumeTrue(hasPython(), "no python3 on this machine: consistency is not checked by others");
    grow();
    var lines = new ArrayList<String>();
    for (int i = 0; i < TREES; i++) {
      int second = 1 + random.nextInt(LARGEST);
      int first = 1 + random.nextInt(second);
      var path = tiles.at(second).consistency(first).path();
      lines.add(line(first, second, tiles.at(first).root(), path));
      lines.add(line(first, second, leaf(0), path));
    }
    List<String> answers = run(Files.write(folder.resolve("proofs.txt"), lines));
    assertThat(answers).hasSize(2 * TREES);
    for (int i = 0; i < answers.size(); i += 2) {
      assertThat(answers.get(i)).as(lines.get(i)).isEqualTo("True");
      assertThat(answers.get(i + 1)).as(lines.get(i + 1)).isEqualTo(wrongRoot(lines, i));
    }
  }

  /// The tree of one leaf has the leaf's hash for a root.
  private static String wrongRoot(List<String> lines, int i) {
    return lines.get(i).equals(lines.get(i + 1)) ? "True" : "False";
  }

  private String line(int first, int second, Digest firstRoot, List<Digest> path) {
    return "%d %d %s %s %s"
        .formatted(
            first,
            second,
            firstRoot.hex(),
            tiles.at(second).root().hex(),
            path.stream().map(Digest::hex).collect(Collectors.joining(" ")));
  }

  private void grow() {
    var builder = TreeBuilder.empty();
    for (int i = 0; i < LARGEST; i++) {
      tiles.append(builder, leaf(i));
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> run(Path input) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("python3", "-c", CONSISTENCY)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().toList();
  }
}
