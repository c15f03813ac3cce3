package dev.countersign.gateway.config.pack;

import com.google.re2j.Pattern;
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
  private static final List<Marker> MARKERS =
      List.of(
          new Marker(
              "override",
              "(ignore|disregard|forget|override|bypass|overrule|neglect|skip|do not follow|"
                  + "don't follow|stop following) (\\w+ ){0,4}?"
                  + "(previous|prior|above|earlier|preceding|foregoing|existing|initial|original|"
                  + "your|all|any|these|those|safety|system) (\\w+ ){0,3}?"
                  + ORDERS),
          new Marker(
              "override",
              "(ignoriere?|vergiss|missachte) (\\w+ ){0,4}?(anweisungen|instruktionen|regeln|befehle)"),
          new Marker(
              "override",
              "(ignorez?|oubliez?) (\\w+ ){0,4}?(instructions|consignes|regles) "
                  + "(precedentes|anterieures|ci-dessus)"),
          new Marker(
              "override",
              "(ignora|olvida|ignore) (\\w+ ){0,4}?(instrucciones|instrucoes|istruzioni|ordenes)"),
          new Marker(
              "override",
              "(forget|discard|erase) (everything|all)( that)?( you)?( were| have been)? (told|learned|"
                  + "above|said before)"),
          new Marker(
              "override", "(^|[.\\n] ?)(new|updated|real|actual) (system )?instructions? ?:"),
          new Marker(
              "prompt-theft",
              "(reveal|print|repeat|show|output|display|leak|tell me|give me|what (is|are|were)) "
                  + "(\\w+ ){0,3}?(your|the|its) (\\w+ ){0,2}?"
                  + "(system prompt|initial prompt|hidden prompt|system instructions|"
                  + "initial instructions|hidden instructions|system message)"),
          new Marker(
              "role",
              "(you are|you're) (now|no longer) (in )?(\\w+ ){0,3}?(dan|jailbroken|unrestricted|"
                  + "unfiltered|developer mode|god mode|bound by|restricted|an ai|a language model)"),
          new Marker(
              "role",
              "(act|behave|respond|pretend|imagine|roleplay) (\\w+ ){0,3}?(as if|like|that)? ?"
                  + "(you|there) (have|are|were|had) (no|not|without|free of|not bound by|unrestricted) ?"
                  + "(\\w+ ){0,2}?(restriction|restrictions|rules|guidelines|limits|filter|filters|"
                  + "limitations|unrestricted)?"),
          new Marker("role", "\\bdo anything now\\b"),
          new Marker(
              "role",
              "(enable|enter|activate|switch to) (developer|debug|god|dan|admin|sudo|jailbreak) mode"),
          new Marker(
              "role-mark",
              "<\\|(im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\\|>"),
          new Marker("role-mark", "\\[/?(inst|system_prompt|assistant)\\]|<<?/?sys>>?"),
          new Marker(
              "role-mark", "</?(system|system_prompt|system-prompt|assistant|instructions)>"),
          new Marker("role-mark", "(^|\\n) ?#{2,} ?(system|instruction|instructions|assistant) ?:"),
          new Marker(
              "role-mark",
              "\\b(begin|end|start)[ _-](system|admin)[ _-](prompt|message|override)"));

  /// @param pattern in which a space stands for any white space
  private record Marker(String finding, Pattern pattern) {
    Marker(String finding, String pattern) {
      this(finding, Pattern.compile(pattern.replaceAll(" (?!\\?)", "\\\\s+")));
    }
  }

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
      if (!findings.contains(marker.finding()) && marker.pattern().matcher(folded.text()).find()) {
        findings.add(marker.finding());
      }
    }
    return findings;
  }
}
