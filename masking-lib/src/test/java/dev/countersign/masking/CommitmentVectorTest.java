package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.MaskingProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The known answer of the design note, which evidence-lib's verifier checks as well.
class CommitmentVectorTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final MaskingPolicy POLICY =
      MaskingPolicy.compile(
          List.of(
              new MaskingRule.Key("pin", List.of("pin", "card_pin"), MaskingStrategy.keepLast(2)),
              MaskingRule.path("name", "$.people[*].name"),
              MaskingRule.detect("email", Detector.EMAIL)));

  @Test
  void givesTheKnownAnswer() throws IOException {
    JsonNode vector =
        MAPPER.readTree(Files.readAllBytes(Path.of("../docs/design/0003-vector.json")));
    byte[] original = vector.get("original").asString().getBytes(UTF_8);
    CommitmentKey key = CommitmentKey.of(HexFormat.of().parseHex(vector.get("key").asString()));
    CommitmentSettings settings =
        new CommitmentSettings(
            vector.get("proof").get("segmentBytes").asInt(),
            vector.get("proof").get("holesPerGroup").asInt());
    ByteArrayOutputStream masked = new ByteArrayOutputStream();
    MaskingSession session = POLICY.open(MediaKind.JSON).commit(key, settings);
    session.feed(original, masked::write);
    session.finish(masked::write);
    MaskingProof proof = session.proof().orElseThrow().open(1, key, original);

    assertThat(masked.toString(UTF_8)).isEqualTo(vector.get("masked").asString());
    assertThat(new String(proof.json(), UTF_8)).isEqualTo(vector.get("proof").toString());
  }
}
