package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.ConnectionType;
import dev.countersign.gateway.config.Credential;
import dev.countersign.gateway.config.FunctionTable;
import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.Guardrail;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.MaskingChoices;
import dev.countersign.gateway.config.Profile;
import dev.countersign.gateway.config.rule.Quota;
import dev.countersign.gateway.config.rule.RiskRule;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one connection after the other.
final class ConnectionReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "type",
          "upstream",
          "credential",
          "functions",
          "grants",
          "guardrails",
          "approvals",
          "masking",
          "masking-secret",
          "profile",
          "limits",
          "risk",
          "quotas");
  private static final Set<String> LATER_TYPES =
      Set.of("mcp", "grpc", "postgres", "ssh", "kubernetes", "otlp");

  private final Reading reading;
  private final DistinctNames names = new DistinctNames();

  ConnectionReader(Reading reading) {
    this.reading = reading;
  }

  Optional<Connection> read(YamlValue value) {
    return reading.section(value, "a connection", KEYS).flatMap(this::read);
  }

  private Optional<Connection> read(Section section) {
    Optional<String> name =
        section.requiredText(
            "name", Words.CONNECTION_NAME, text -> names.claim(Words.connectionName(text)));
    Optional<ConnectionType> type = section.requiredText("type", "http", ConnectionReader::type);
    Optional<URI> upstream =
        section.requiredText("upstream", UpstreamUri.EXPECTED, UpstreamUri::parse);
    Optional<Credential> credential = new CredentialReader(reading).read(section);
    RiskReader risks = new RiskReader(reading);
    FunctionsReader functionsReader = new FunctionsReader(reading, risks);
    List<ConnectionFunction> functions = functionsReader.read(section);
    FunctionNames functionNames = functionsReader.names();
    List<Grant> grants = new GrantsReader(reading, functionNames).read(section);
    List<ApprovalRule> approvals = new ApprovalsReader(reading, functionNames).read(section);
    List<Guardrail> guardrails =
        new GuardrailsReader(reading, functionNames, approvals).read(section);
    Optional<RiskRule> risk = risks.read(section);
    risks.resolve(approvals);
    List<Quota> quotas = new QuotasReader(reading, functionNames).read(section);
    Masking masking = new MaskingReader(reading, functionNames).read(section);
    Profile profile = profile(section, masking);
    ConnectionLimits limits = LimitsReader.read(section);
    if (name.isEmpty() || type.isEmpty() || upstream.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Connection(
            name.get(),
            type.get(),
            upstream.get(),
            credential.orElse(null),
            new FunctionTable(functions),
            grants,
            guardrails,
            approvals,
            masking,
            profile,
            limits,
            risk.orElse(null),
            quotas,
            new MaskingChoices(masking)));
  }

  private static ConnectionType type(String text) {
    if (LATER_TYPES.contains(text)) {
      throw new IllegalArgumentException("'" + text + "' is not supported yet");
    }
    return Words.oneOf(
        text, text.equals("http") ? Optional.of(ConnectionType.HTTP) : Optional.empty());
  }

  private static Profile profile(Section section, Masking masking) {
    Profile profile =
        section
            .text("profile", "standard or compliance-evidence", ConnectionReader::profile)
            .orElse(Profile.STANDARD);
    if (profile == Profile.COMPLIANCE_EVIDENCE && masking.isEmpty() && !section.has("masking")) {
      section.mistake(
          "profile", "the profile compliance-evidence without masking", "'masking' beside it");
    }
    return profile;
  }

  private static Profile profile(String text) {
    return Words.oneOf(
        text,
        Arrays.stream(Profile.values()).filter(known -> known.text().equals(text)).findFirst());
  }
}
