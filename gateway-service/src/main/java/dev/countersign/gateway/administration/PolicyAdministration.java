package dev.countersign.gateway.administration;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.administration.PolicyChange.Result;
import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.PolicyDocument;
import dev.countersign.gateway.identity.CallerVerification;
import dev.countersign.gateway.identity.Identified;
import dev.countersign.service.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What administrators may ask of the policy, apart from HTTP. Thread-safe.
///
/// They are people of the configured groups, acting themselves: no agent changes a policy. A change
/// is written to the policy's file, so that a restart, and other replicas that read the same file,
/// come to it too.
final class PolicyAdministration {
  private final CallerVerification identity;
  private final PolicyChange change;
  private final Set<String> groups;

  PolicyAdministration(CallerVerification identity, PolicyChange change, Set<String> groups) {
    this.identity = identity;
    this.change = change;
    this.groups = Set.copyOf(groups);
  }

  /// What is answered.
  ///
  /// @param digest of the version it is about
  record Answer(int status, Map<String, Object> body, @Nullable String digest) {
    static Answer problem(int status, String name, String detail) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("type", Problems.type(name));
      body.put("title", name.replace('-', ' '));
      body.put("status", status);
      body.put("detail", detail);
      return new Answer(status, body, null);
    }
  }

  /// Who asks, or why nobody does.
  sealed interface Asking {
    record Admin(Subject subject) implements Asking {}

    record Nobody(Answer answer) implements Asking {}
  }

  Asking admin(List<String> authorization) {
    return switch (identity.verify(authorization)) {
      case Identified.Unknown(Problem problem) ->
          new Asking.Nobody(
              Answer.problem(problem.status(), problem.type().wireName(), problem.detail()));
      case Identified.Known(Caller caller) -> {
        Subject subject = caller.subject();
        yield subject != null
                && caller.actors().isEmpty()
                && !Collections.disjoint(groups, subject.groups())
            ? new Asking.Admin(subject)
            : new Asking.Nobody(Answer.problem(403, "not-granted", "This is not allowed for you."));
      }
    };
  }

  /// The document of the version in force, or of one before; empty where there is none.
  Optional<byte[]> document(@Nullable String digest) {
    return digest == null || digest.equals(change.current().digest())
        ? Optional.of(change.currentBytes())
        : change.versions().bytes(digest);
  }

  /// Whether a document may be shown: no secret is written out in it.
  boolean isShown(byte[] bytes) {
    try {
      return !(change.compile(bytes).document()
              instanceof PolicyDocument.Withheld(PolicyDocument.Reason reason, List<Integer> _))
          || reason != PolicyDocument.Reason.LITERAL_SECRET;
    } catch (ConfigException e) {
      return false;
    }
  }

  String inForce() {
    return change.current().digest();
  }

  Answer versions() {
    List<Map<String, Object>> items =
        change.versions().all().stream()
            .map(version ->
                Map.<String, Object>of(
                    "digest", version.digest(), "since", version.since().toString()))
            .toList();
    return new Answer(200, Map.of("inForce", inForce(), "items", items), null);
  }

  /// Tells what a document would change, and what is wrong with it, and changes nothing.
  Answer tryOut(byte[] bytes) {
    try {
      GatewayConfig config = change.compile(bytes);
      return new Answer(200, changes(config, change.currentBytes(), bytes), config.digest());
    } catch (ConfigException e) {
      return mistaken(e);
    }
  }

  /// Brings a document into force.
  ///
  /// @param replacing the digest of the version it replaces
  Answer replace(Subject admin, byte[] bytes, String replacing) {
    Path file = change.file();
    if (Files.isSymbolicLink(file) || !isWritable(file)) {
      return Answer.problem(
          409,
          "policy-managed-elsewhere",
          "The policy's file is a link or cannot be written, as in a ConfigMap: change it there.");
    }
    byte[] before = change.currentBytes();
    String by = "by %s (%s)".formatted(admin.id(), admin.issuer());
    try {
      return switch (change.bring(bytes, replacing, by, () -> write(file, bytes))) {
        case Result.InForce(GatewayConfig config) ->
            new Answer(200, changes(config, before, bytes), config.digest());
        case Result.Mistaken(ConfigException mistakes) -> mistaken(mistakes);
        case Result.Outrun(String inForce) ->
            Answer.problem(412, "policy-changed", "In force is " + inForce + ".");
      };
    } catch (EvidenceUnavailableException e) {
      return Answer.problem(
          503,
          "evidence-unavailable",
          "This cannot be put on the record now, so it was not done. Try again.");
    } catch (IOException e) {
      return Answer.problem(
          500, "internal", "The policy's file cannot be written; the version in force stays.");
    }
  }

  private static boolean isWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.isWritable(file) && folder != null && Files.isWritable(folder);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(
        fresh,
        bytes,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Object> changes(GatewayConfig config, byte[] before, byte[] after) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("digest", config.digest());
    body.put("connections", List.copyOf(config.connections().keySet()));
    body.put("changes", PolicyDifference.between(before, after));
    return body;
  }

  private static Answer mistaken(ConfigException e) {
    Answer problem =
        Answer.problem(
            422, "policy-mistaken", "The policy has %d mistakes.".formatted(e.mistakes().size()));
    problem.body().put("mistakes", e.mistakes());
    return problem;
  }
}
