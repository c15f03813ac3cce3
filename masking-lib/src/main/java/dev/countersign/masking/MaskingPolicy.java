package dev.countersign.masking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// The rules by which bodies are masked, checked and compiled. Immutable and thread-safe.
public final class MaskingPolicy {

  private final RuleSelection rules;
  private final MaskingLimits limits;
  private final StreamDeltas deltas;

  private MaskingPolicy(RuleSelection rules, MaskingLimits limits, StreamDeltas deltas) {
    this.rules = rules;
    this.limits = limits;
    this.deltas = deltas;
  }

  /// Compiles rules, the first of which is the strongest, under the default limits.
  ///
  /// @throws MaskingPolicyException with every bad rule, its place and what is wrong with it
  public static MaskingPolicy compile(List<MaskingRule> rules) {
    return compile(rules, MaskingLimits.defaults());
  }

  /// Compiles rules under given limits.
  ///
  /// @throws MaskingPolicyException with every bad rule, its place and what is wrong with it
  public static MaskingPolicy compile(List<MaskingRule> rules, MaskingLimits limits) {
    return compile(rules, limits, MaskingKeys.none());
  }

  /// Compiles rules under given limits, with the keys that some strategies need.
  ///
  /// @throws MaskingPolicyException with every bad rule, its place and what is wrong with it
  public static MaskingPolicy compile(
      List<MaskingRule> rules, MaskingLimits limits, MaskingKeys keys) {
    RuleCheck.check(rules, keys);
    return new MaskingPolicy(new RuleSelection(rules, keys), limits, StreamDeltas.defaults());
  }

  /// The same policy that takes other strings of events for parts of texts.
  public MaskingPolicy with(StreamDeltas others) {
    return new MaskingPolicy(rules, limits, others);
  }

  /// A session for one body of that kind, by every rule, whatever its scope.
  public MaskingSession open(MediaKind kind) {
    return open(kind, rules.all());
  }

  /// A session for one body of that kind, by the rules that apply in that context.
  public MaskingSession open(MediaKind kind, MaskingContext context) {
    return open(kind, rules.in(context));
  }

  private MaskingSession open(MediaKind kind, CompiledRules active) {
    MaskingPool pool = active.pool(kind);
    MaskingWorker idle = pool.take();
    return new MaskingSession(pool, idle != null ? idle : worker(kind, active));
  }

  private MaskingWorker worker(MediaKind kind, CompiledRules active) {
    MaskingPass pass = MaskingPass.of(active, limits);
    return new MaskingWorker(pass, engine(kind, pass));
  }

  private Engine engine(MediaKind kind, MaskingPass pass) {
    return switch (kind) {
      case JSON -> JsonEngine.one(pass);
      case NDJSON -> JsonEngine.lines(pass);
      case SSE -> new SseEngine(pass, deltas);
      case TEXT -> new TextEngine(pass);
      case FORM -> new FormEngine(pass);
      case CSV -> new CsvEngine(pass, ',');
      case XML -> new XmlEngine(pass);
      case TSV -> new CsvEngine(pass, '\t');
    };
  }

  /// A masker of single values, by the rules that apply in that context.
  public ValueMasker openValues(MaskingContext context) {
    return new ValueMasker(MaskingPass.of(rules.in(context), limits));
  }

  /// Masks a whole body by every rule, whatever its scope.
  ///
  /// @throws MaskingException where it cannot be masked; then nothing of it may be passed on
  public Masked mask(MediaKind kind, byte[] body) throws MaskingException {
    return mask(open(kind), body);
  }

  /// Masks a whole body by every rule, whatever its scope, but those whose clearance
  /// ([MaskingScope#exceptGroups]) is one of these: for who has all of these clearances.
  ///
  /// @throws MaskingException where it cannot be masked; then nothing of it may be passed on
  public Masked maskFor(MediaKind kind, Set<Set<String>> cleared, byte[] body)
      throws MaskingException {
    return mask(open(kind, rules.without(cleared)), body);
  }

  /// Masks a whole body by the rules that apply in that context.
  ///
  /// @throws MaskingException where it cannot be masked; then nothing of it may be passed on
  public Masked mask(MediaKind kind, MaskingContext context, byte[] body) throws MaskingException {
    return mask(open(kind, context), body);
  }

  private static Masked mask(MaskingSession session, byte[] body) throws MaskingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
    try (session) {
      session.feed(body, out::write);
      MaskingReport report = session.finish(out::write);
      return new Masked(out.toByteArray(), report);
    } catch (MaskingException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
  }
}
