package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.GuardrailTest;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MediaKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Finds credentials where they do not belong, by the rules of the masking pack `secrets`.
///
/// Member names count where whole documents are looked at; under chosen arguments only what stands
/// in the texts does.
final class SecretsInArguments implements GuardrailTest {
  private static final List<MaskingRule> RULES = MaskingPacks.rules("secrets");
  static final List<String> FINDINGS =
      RULES.stream().map(MaskingRule::name).distinct().sorted().toList();

  private final PackOptions options;
  private final JudgedTexts texts;
  private final MaskingPolicy secrets = MaskingPolicy.compile(RULES);

  SecretsInArguments(PackOptions options) {
    this.options = options;
    this.texts = new JudgedTexts(options, Set.of("*"));
  }

  @Override
  public Finding test(CallVariables call) {
    AnswerView answer = call.answer();
    try {
      if (answer != null) {
        String text = answer.text();
        MediaKind kind = answer.body() == null ? MediaKind.TEXT : MediaKind.JSON;
        return text == null
            ? new Finding.Failed("not-text")
            : found(holes(kind, text.getBytes(StandardCharsets.UTF_8)));
      }
      return options.arguments().isEmpty()
          ? found(holes(MediaKind.JSON, call.canonicalArguments()))
          : texts.judge(call, this::inText);
    } catch (MaskingException e) {
      return new Finding.Failed("not-masked");
    }
  }

  private List<String> inText(String text) {
    try {
      return holes(MediaKind.TEXT, text.getBytes(StandardCharsets.UTF_8));
    } catch (MaskingException e) {
      return FINDINGS;
    }
  }

  private List<String> holes(MediaKind kind, byte[] bytes) throws MaskingException {
    return List.copyOf(secrets.mask(kind, bytes).report().holes().keySet());
  }

  private Finding found(List<String> rules) {
    return rules.stream()
        .filter(rule -> !options.allow().contains(rule))
        .findFirst()
        .<Finding>map(Finding.Fired::new)
        .orElse(Finding.CLEAR);
  }
}
