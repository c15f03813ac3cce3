package dev.countersign.gateway.config.pack;

import dev.countersign.gateway.config.expression.CallVariables;
import dev.countersign.gateway.config.rule.Finding;
import dev.countersign.gateway.config.rule.GuardrailTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds texts that speak to a model instead of being its material: commands to forget its orders,
/// the marks that models set roles apart with, and what hides either from a reader.
///
/// It knows markers, not meanings: a text that says the same in words of its own passes. It is one
/// layer of several.
final class PromptInjection implements GuardrailTest {
  static final List<String> FINDINGS =
      List.of("invisible", "look-alike", "override", "prompt-theft", "role", "role-mark");

  private static final String ORDERS =
      "(instruction|instructions|prompt|prompts|directive|directives|guideline|guidelines|rules|"
          + "system message|programming)";
  static final List<Marker> MARKERS =
      List.of(
          Marker.of(
              "override",
              "ignore disregard forget override bypass overrule neglect skip follow",
              "(ignore|disregard|forget|override|bypass|overrule|neglect|skip|do not follow|"
                  + "don't follow|stop following) (\\w+ ){0,4}?"
                  + "(previous|prior|above|earlier|preceding|foregoing|existing|initial|original|"
                  + "your|all|any|these|those|safety|system) (\\w+ ){0,3}?"
                  + ORDERS),
          Marker.of(
              "override",
              "ignorier vergiss missachte",
              "(ignoriere?|vergiss|missachte) (\\w+ ){0,4}?(anweisungen|instruktionen|regeln|befehle)"),
          Marker.of(
              "override",
              "precedentes anterieures ci-dessus",
              "(ignorez?|oubliez?) (\\w+ ){0,4}?(instructions|consignes|regles) "
                  + "(precedentes|anterieures|ci-dessus)"),
          Marker.of(
              "override",
              "instrucciones instrucoes istruzioni ordenes",
              "(ignora|olvida|ignore) (\\w+ ){0,4}?(instrucciones|instrucoes|istruzioni|ordenes)"),
          Marker.of(
              "override",
              "forget discard erase",
              "(forget|discard|erase) (everything|all)( that)?( you)?( were| have been)? (told|learned|"
                  + "above|said before)"),
          Marker.of(
              "override",
              "instruction",
              "(^|[.\\n] ?)(new|updated|real|actual) (system )?instructions? ?:"),
          Marker.of(
              "prompt-theft",
              "prompt instructions message",
              "(reveal|print|repeat|show|output|display|leak|tell me|give me|what (is|are|were)) "
                  + "(\\w+ ){0,3}?(your|the|its) (\\w+ ){0,2}?"
                  + "(system prompt|initial prompt|hidden prompt|system instructions|"
                  + "initial instructions|hidden instructions|system message)"),
          Marker.of(
              "role",
              "now longer",
              "(you are|you're) (now|no longer) (in )?(\\w+ ){0,3}?(dan|jailbroken|unrestricted|"
                  + "unfiltered|developer mode|god mode|bound by|restricted|an ai|a language model)"),
          Marker.of(
              "role",
              "act behave respond pretend imagine roleplay",
              "(act|behave|respond|pretend|imagine|roleplay) (\\w+ ){0,3}?(as if|like|that)? ?"
                  + "(you|there) (have|are|were|had) (no|not|without|free of|not bound by|unrestricted) ?"
                  + "(\\w+ ){0,2}?(restriction|restrictions|rules|guidelines|limits|filter|filters|"
                  + "limitations|unrestricted)?"),
          Marker.of("role", "anything", "\\bdo anything now\\b"),
          Marker.of(
              "role",
              "mode",
              "(enable|enter|activate|switch to) (developer|debug|god|dan|admin|sudo|jailbreak) mode"),
          Marker.of(
              "role-mark",
              "<|",
              "<\\|(im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\\|>"),
          Marker.of(
              "role-mark",
              "inst] system_prompt] assistant] sys>",
              "\\[/?(inst|system_prompt|assistant)\\]|<<?/?sys>>?"),
          Marker.of(
              "role-mark",
              "system> system_prompt> system-prompt> assistant> instructions>",
              "</?(system|system_prompt|system-prompt|assistant|instructions)>"),
          Marker.of(
              "role-mark", "##", "(^|\\n) ?#{2,} ?(system|instruction|instructions|assistant) ?:"),
          Marker.of(
              "role-mark",
              "system admin",
              "\\b(begin|end|start)[ _-](system|admin)[ _-](prompt|message|override)"));

  private final JudgedTexts texts;

  PromptInjection(PackOptions options) {
    this.texts = new JudgedTexts(options, Set.of("*"));
  }

  @Override
  public Finding test(CallVariables call) {
    return texts.judge(call, PromptInjection::findings);
  }

  static List<String> findings(String text) {
    List<String> findings = new ArrayList<>(2);
    FoldedText folded = new FoldedText(text);
    if (folded.hidesSomething()) {
      findings.add("invisible");
    }
    if (folded.mixesScripts()) {
      findings.add("look-alike");
    }
    for (Marker marker : MARKERS) {
      if (!findings.contains(marker.finding()) && marker.isIn(folded.text())) {
        findings.add(marker.finding());
      }
    }
    return findings;
  }
}
