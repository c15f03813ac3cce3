package dev.countersign.evidence.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whose signatures make a checkpoint worth believing (C2SP `tlog-policy`): known logs, known
/// witnesses, and how many of which witnesses are enough. Immutable.
///
/// Keys of other kinds than a log's Ed25519 and a witness's Ed25519 cosignature are refused when
/// the policy is read, never left out: a policy that asks for less than it says would be no policy.
///
/// @param logs whose checkpoints count; none: those of any log, known from elsewhere
/// @param rules witnesses and groups, each behind its members
/// @param quorum the rule that must hold, or `none`
public record WitnessPolicy(List<NoteKey> logs, List<Rule> rules, String quorum) {
  /// The quorum that asks for nobody.
  static final String NONE = "none";

  /// A name that a checkpoint's cosignatures can satisfy.
  public sealed interface Rule {
    String name();
  }

  /// Satisfied by a cosignature of this key.
  public record Witness(String name, NoteKey key) implements Rule {}

  /// Satisfied when at least `threshold` of its members are.
  public record Group(String name, int threshold, List<String> members) implements Rule {
    public Group {
      members = List.copyOf(members);
    }
  }

  public WitnessPolicy {
    logs = List.copyOf(logs);
    rules = List.copyOf(rules);
  }

  /// Reads a policy file.
  ///
  /// @throws MalformedPolicyException when it is not one; names the line and the reason
  public static WitnessPolicy parse(byte[] file) {
    return new PolicyReader().read(file);
  }

  /// The keys of all witnesses, in the file's order.
  public List<NoteKey> witnesses() {
    var keys = new ArrayList<NoteKey>();
    for (Rule rule : rules) {
      if (rule instanceof Witness witness) {
        keys.add(witness.key());
      }
    }
    return keys;
  }

  /// Whether the note is signed by a log of the policy, under that log's origin, and cosigned by
  /// its quorum.
  ///
  /// Signatures of unknown keys are passed over. One false signature of a known key, and nothing of
  /// the note is believed.
  public boolean satisfiedBy(SignedNote note) {
    var known = new ArrayList<>(witnesses());
    known.addAll(logs);
    return note.judge(known)
        .filter(keys -> logs.isEmpty() || keys.stream().anyMatch(key -> isLogOf(note, key)))
        .filter(this::quorumOf)
        .isPresent();
  }

  /// The names of the witnesses that cosigned the note; nobody where one known signature is false.
  public List<String> cosigners(SignedNote note) {
    Optional<List<NoteKey>> keys = note.judge(witnesses());
    var names = new ArrayList<String>();
    for (Rule rule : rules) {
      if (rule instanceof Witness(String name, NoteKey key)
          && keys.filter(all -> all.contains(key)).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  private boolean isLogOf(SignedNote note, NoteKey key) {
    return logs.contains(key) && note.text().startsWith(key.name() + "\n");
  }

  private boolean quorumOf(List<NoteKey> keys) {
    Map<String, Boolean> satisfied = new HashMap<>(Map.of(NONE, true));
    for (Rule rule : rules) {
      boolean holds =
          switch (rule) {
            case Witness(_, NoteKey key) -> keys.contains(key);
            case Group(_, int threshold, List<String> members) ->
                members.stream().filter(satisfied::get).count() >= threshold;
          };
      satisfied.put(rule.name(), holds);
    }
    return satisfied.getOrDefault(quorum, false);
  }
}
