package dev.countersign.service.identity;

import dev.countersign.evidence.record.Authentication;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what the tokens of one issuer say. A claim of the wrong shape makes the token invalid.
final class TokenClaims {
  private static final int MAX_ACTORS = 16;
  private static final int MAX_GROUPS = 1000;
  private static final int MAX_METHODS = 16;
  private static final Set<String> KINDS = Set.of("person", "agent", "service");

  private final IssuerSettings issuer;
  private final TokenRules rules;
  private final boolean mayNameAssertions;
  private final List<KindRule> kinds;
  private final List<MembershipRule> memberships;

  private record KindRule(String kind, ClaimPattern pattern) {}

  private record MembershipRule(List<String> groups, List<ClaimPattern> patterns) {
    boolean holds(Claims claims) {
      return patterns.stream().allMatch(pattern -> pattern.matches(claims));
    }
  }

  TokenClaims(IssuerSettings issuer, TokenRules rules, boolean mayNameAssertions) {
    this.issuer = issuer;
    this.rules = rules;
    this.mayNameAssertions = mayNameAssertions;
    this.kinds =
        issuer.kinds().stream()
            .map(rule -> new KindRule(rule.kind(), ClaimPattern.of(rule.claim(), rule.matches())))
            .toList();
    this.memberships = issuer.memberships().stream().map(TokenClaims::membership).toList();
  }

  private static MembershipRule membership(IssuerSettings.Membership membership) {
    return new MembershipRule(
        membership.groups(),
        membership.when().entrySet().stream()
            .map(condition -> ClaimPattern.of(condition.getKey(), condition.getValue()))
            .toList());
  }

  /// @param key the thumbprint of the key that signed it
  VerifiedToken read(Claims claims, Digest digest, @Nullable String key) {
    Instant end = rules.check(claims);
    Set<String> audiences = rules.audiences(claims);
    String subject =
        claims
            .text(issuer.subject())
            .orElseThrow(() -> new InvalidTokenException("the token has no subject"));
    String clientId = claims.text("client_id").orElse(null);
    List<ActorClaim> actors = actors(claims.values().get("act"));
    String kind = kind(claims, subject.equals(clientId));
    Confirmation confirmation = Confirmation.of(claims.values().get("cnf"));
    return new VerifiedToken(
        subject,
        issuer.issuer(),
        groups(claims),
        actors,
        scopes(claims),
        clientId,
        kind,
        end,
        digest,
        authentication(claims, confirmation),
        confirmation,
        issuer.agentsAlone().equals("actor") && actors.isEmpty() && kind.equals("agent"),
        audiences,
        key);
  }

  private List<String> groups(Claims claims) {
    Set<String> groups = new LinkedHashSet<>();
    for (String path : issuer.groups()) {
      refuseOverage(claims, path);
      Object value = claims.at(path);
      if (value != null) {
        Claims.list(path, value).forEach(group -> groups.add(issuer.groupPrefix() + group));
      }
    }
    memberships.stream()
        .filter(rule -> rule.holds(claims))
        .forEach(rule -> groups.addAll(rule.groups()));
    if (groups.size() > MAX_GROUPS) {
      throw new InvalidTokenException("the token names too many groups");
    }
    return List.copyOf(groups);
  }

  // Entra ID leaves groups out when there are many, and says where they could be asked for. Going
  // on without them would make somebody a member of nothing, without a word.
  private static void refuseOverage(Claims claims, String path) {
    String top = Claims.top(path);
    boolean elsewhere =
        claims.values().get("_claim_names") instanceof Map<?, ?> names && names.containsKey(top);
    boolean many = top.equals("groups") && Boolean.TRUE.equals(claims.values().get("hasgroups"));
    if (elsewhere || many) {
      throw new InvalidTokenException("the token does not hold its groups (overage)");
    }
  }

  private String kind(Claims claims, boolean isClient) {
    for (KindRule rule : kinds) {
      if (rule.pattern().matches(claims)) {
        return rule.kind();
      }
    }
    String otherwise = issuer.kind();
    return kind(
        claims.values().get("kind"),
        otherwise != null ? otherwise : isClient ? "service" : "person");
  }

  private static String kind(@Nullable Object claim, String otherwise) {
    if (claim == null) {
      return otherwise;
    }
    if (!(claim instanceof String text) || !KINDS.contains(text)) {
      throw new InvalidTokenException("kind is none of person, agent, service");
    }
    return text;
  }

  private List<ActorClaim> actors(@Nullable Object claim) {
    List<ActorClaim> actors = new ArrayList<>();
    Object next = claim;
    while (next != null) {
      if (!(next instanceof Map<?, ?> actor) || actors.size() == MAX_ACTORS) {
        throw new InvalidTokenException("act is not a chain of actors");
      }
      actors.add(
          new ActorClaim(
              Claims.name("act.sub", actor.get("sub")),
              actorIssuer(actor.get("iss")),
              kind(actor.get("kind"), "agent")));
      next = actor.get("act");
    }
    return actors;
  }

  // Else any issuer could speak for the actors of every other.
  private String actorIssuer(@Nullable Object claim) {
    if (claim == null || claim.equals(issuer.issuer())) {
      return issuer.issuer();
    }
    String named = Claims.name("act.iss", claim);
    if (!issuer.actorIssuers().contains(named)) {
      throw new InvalidTokenException("act names an actor of an issuer it may not speak for");
    }
    return named;
  }

  static Set<String> scopes(Claims claims) {
    Object claim = claims.values().get(claims.values().containsKey("scope") ? "scope" : "scp");
    if (claim == null) {
      return Set.of();
    }
    if (claim instanceof String text) {
      return text.isBlank() ? Set.of() : new LinkedHashSet<>(List.of(text.strip().split(" +", -1)));
    }
    return new LinkedHashSet<>(Claims.list("scope", claim));
  }

  private Authentication authentication(Claims claims, Confirmation confirmation) {
    Object methods = claims.values().get("amr");
    List<String> amr = methods == null ? null : claims.texts("amr");
    if (amr != null && amr.size() > MAX_METHODS) {
      throw new InvalidTokenException("amr names too many methods");
    }
    return new Authentication(
        claims.text("acr").orElse(null),
        amr,
        claims.time("auth_time").orElse(null),
        confirmation.text(),
        claims.text("jti").map(id -> Digest.of(id.getBytes(StandardCharsets.UTF_8))).orElse(null),
        mayNameAssertions ? claims.text("saml_assertion").map(Digest::parse).orElse(null) : null);
  }
}
