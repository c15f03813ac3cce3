package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.rule.GuardrailTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The guardrails that come with the product, by name.
///
/// Each reads what it judges as a program would: SQL with a parser, shell by its tokens. What it
/// cannot read fires.
public enum Packs {
  DESTRUCTIVE_SQL(DestructiveSql.FINDINGS, false, DestructiveSql::new),
  DESTRUCTIVE_SHELL(DestructiveShell.FINDINGS, false, DestructiveShell::new),
  BULK_EXPORT(BulkExport.FINDINGS, false, BulkExport::new),
  SECRETS_IN_ARGUMENTS(SecretsInArguments.FINDINGS, true, SecretsInArguments::new),
  PROMPT_INJECTION(PromptInjection.FINDINGS, true, PromptInjection::new);

  private final List<String> findings;
  private final boolean judgesAnswers;
  private final Function<PackOptions, GuardrailTest> maker;

  Packs(List<String> findings, boolean judgesAnswers, Function<PackOptions, GuardrailTest> maker) {
    this.findings = findings;
    this.judgesAnswers = judgesAnswers;
    this.maker = maker;
  }

  /// The pack of that name.
  public static Optional<Packs> named(String text) {
    return Arrays.stream(values()).filter(pack -> pack.text().equals(text)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Packs::text).toList();
  }

  /// The written form: `destructive-sql`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The words for what it may find; each can be allowed.
  public List<String> findings() {
    return findings;
  }

  public boolean judgesAnswers() {
    return judgesAnswers;
  }

  public GuardrailTest make(PackOptions options) {
    return maker.apply(options);
  }
}
