package dev.countersign.evidence.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.holes.BodyKind;
import dev.countersign.evidence.holes.HolePaths;
import dev.countersign.evidence.holes.HoleSpans;
import dev.countersign.evidence.view.MalformedProofException;
import dev.countersign.evidence.view.MaskingProof;
import dev.countersign.evidence.view.ViewCommitment;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for any proof of any masked body: it is read or refused; whether it fits can be
/// worked out; and no other body fits the known root.
final class ProofCheck {

  private static final JsonNode VECTOR = vector();
  private static final byte[] VIEW = VECTOR.get("masked").asString().getBytes(UTF_8);
  private static final String PROOF = VECTOR.get("proof").toString();

  /// Good ones of the known body, with and without what may be left out.
  static final List<String> SEEDS =
      List.of(
          PROOF,
          PROOF.replaceAll("\"leaves\":\\[[^]]*]", "\"leaves\":[]"),
          PROOF.replaceAll("}$", ",\"openings\":[]}"),
          PROOF.replaceAll("\"holes\":\\[.*?]]", "\"holes\":[[0,1,0],[1,0,0],[1,3,1]]"));

  private ProofCheck() {}

  private static JsonNode vector() {
    try {
      byte[] json = Files.readAllBytes(Path.of("../docs/design/0003-vector.json"));
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != 0) {
      end++;
    }
    byte[] view = end < input.length ? Arrays.copyOfRange(input, end + 1, input.length) : VIEW;
    MaskingProof proof;
    try {
      proof = MaskingProof.read(Arrays.copyOf(input, end));
    } catch (MalformedProofException refused) {
      return;
    }
    check(proof, view);
  }

  private static void check(MaskingProof proof, byte[] view) {
    ViewCommitment commitment;
    try {
      commitment = ViewCommitment.of(proof, new ByteArrayInputStream(view));
    } catch (EOFException tooShort) {
      assertThat(proof.bytes()).isGreaterThan(view.length);
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String root = commitment.root(ViewCommitment.policy(proof.rules())).toString();
    if (root.equals(VECTOR.get("proof").get("root").asString())) {
      assertThat(Arrays.copyOf(view, (int) proof.bytes())).isEqualTo(VIEW);
    }
    commitment.unfit();
    proof.opened().forEach(commitment::opens);
    name(proof, Arrays.copyOf(view, (int) proof.bytes()));
  }

  /// Names the places of all holes, whatever the body is taken for.
  private static void name(MaskingProof proof, byte[] view) {
    HoleSpans holes = new Spans(proof);
    for (BodyKind kind : BodyKind.values()) {
      assertThat(HolePaths.list(kind, view, holes)).hasSize(holes.size());
    }
    HolePaths.list(BodyKind.guess(view), view, holes);
  }

  private record Spans(MaskingProof proof) implements HoleSpans {
    @Override
    public int size() {
      return proof.holes().size();
    }

    @Override
    public long start(int hole) {
      return proof.start(hole);
    }

    @Override
    public long end(int hole) {
      return proof.start(hole) + proof.length(hole);
    }
  }
}
