package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.GuardrailAction;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.rule.Side;
import dev.countersign.gateway.config.yaml.Section;
import java.util.List;
import java.util.Optional;

/// Reads what a guardrail does when it fires.
final class GuardrailActionReader {
  private static final int FORBIDDEN = 403;

  private final Reading reading;
  private final FunctionNames functions;
  private final List<ApprovalRule> approvals;

  GuardrailActionReader(Reading reading, FunctionNames functions, List<ApprovalRule> approvals) {
    this.reading = reading;
    this.functions = functions;
    this.approvals = approvals;
  }

  Optional<GuardrailAction> read(Section section, String action, Side side, String name) {
    belongs(section, action, "status", "deny");
    belongs(section, action, "message", "deny");
    belongs(section, action, "approval", "approve");
    belongs(section, action, "masking", "mask");
    return switch (action) {
      case "approve" -> approve(section, side);
      case "mask" -> mask(section);
      case "warn" -> Optional.of(new GuardrailAction.Warn());
      default -> Optional.of(deny(section, name));
    };
  }

  private static void belongs(Section section, String action, String key, String wanted) {
    if (section.has(key) && !action.equals(wanted)) {
      section.mistake(
          key, "'%s' of a guardrail that does not %s".formatted(key, wanted), "it left out");
    }
  }

  private static GuardrailAction deny(Section section, String name) {
    int status =
        section.text("status", "400 to 499", GuardrailActionReader::status).orElse(FORBIDDEN);
    String message =
        section
            .text("message", "1 to 500 printable characters", Words::message)
            .orElse("The guardrail %s refuses this call.".formatted(name));
    return new GuardrailAction.Deny(status, message);
  }

  // 401 and 407 ask the caller for credentials, 408 and 425 make clients send again.
  private static int status(String text) {
    if (!text.matches("4[0-9]{2}")) {
      throw new IllegalArgumentException("'%s' is none".formatted(Words.shortened(text)));
    }
    int status = Integer.parseInt(text);
    if (status == 401 || status == 407 || status == 408 || status == 425) {
      throw new IllegalArgumentException("%d means something else to clients".formatted(status));
    }
    return status;
  }

  private Optional<GuardrailAction> approve(Section section, Side side) {
    if (side == Side.RESPONSE) {
      section.mistake("approval of an answer, after the call", "deny, mask or warn");
      return Optional.empty();
    }
    return section
        .requiredText("approval", "the name of an entry of 'approvals'", this::approval)
        .map(GuardrailAction.Approve::new);
  }

  private ApprovalRule approval(String text) {
    return Words.oneOf(
        text, approvals.stream().filter(rule -> rule.name().equals(text)).findFirst());
  }

  private Optional<GuardrailAction> mask(Section section) {
    section.requiredList("masking", "packs and rules");
    Masking more = new MaskingReader(reading, functions).readMore(section);
    return Optional.of(new GuardrailAction.Mask(more));
  }
}
