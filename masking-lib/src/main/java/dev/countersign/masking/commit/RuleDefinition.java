package dev.countersign.masking.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// One rule as a commitment knows it.
///
/// @param name the rule's name, as it stands in replacements
/// @param strategy the strategy's name
/// @param parts everything that makes up the rule, keys excepted
public record RuleDefinition(String name, String strategy, List<String> parts) {
  public RuleDefinition {
    parts = List.copyOf(parts);
  }

  byte[] hash() {
    Sha256 sha = new Sha256(Sha256.SHORT).begin(Sha256.DEFINITION);
    for (String part : parts) {
      byte[] text = part.getBytes(UTF_8);
      sha.u32(text.length).bytes(text);
    }
    return sha.end();
  }
}
