package dev.countersign.service.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// One trusted issuer, and how its tokens are read.
///
/// A claim is named by its path: `groups`, `realm_access.roles`, or, where a name holds a dot,
/// `/resource_access/my.client/roles`; a name with `://` in it is one name.
///
/// @param issuer its tokens' `iss`, character for character
/// @param jwks where its keys are: `https:`, `http:` or `file:`
/// @param audiences a token must name one of them; empty: the common audience
/// @param algorithms what it may sign with; empty: the common ones
/// @param clockSkew tolerated difference between its clock and ours; absent: the common one
/// @param accessTokensOnly whether a token must say that it is an access token, `at+jwt` (RFC 9068)
/// @param scopes each of them must be in a token's `scope` (or `scp`)
/// @param subject the claim with the subject's id
/// @param groups claims with the subject's groups, all of them together
/// @param groupPrefix put in front of each group, so that issuers do not share names
/// @param memberships groups that follow from other claims: for workload tokens
/// @param kinds what sort of party a subject is, by its claims; the first that applies
/// @param kind what it is otherwise, where the claim `kind` does not say; absent: `service` where
///   the subject is the client, else `person`
/// @param agentsAlone how a token of kind `agent` without `act` is read: as a `subject`, or as an
///   `actor` without subject
/// @param actorIssuers whose actors it may name in `act` besides its own
public record IssuerSettings(
    @NotBlank String issuer,
    @NotNull URI jwks,
    @DefaultValue List<@NotBlank String> audiences,
    @DefaultValue List<@SignatureAlgorithmName String> algorithms,
    @Nullable @DurationMin(seconds = 0) @DurationMax(minutes = 5) Duration clockSkew,
    @DefaultValue("false") boolean accessTokensOnly,
    @DefaultValue List<@NotBlank String> scopes,
    @DefaultValue("sub") @NotBlank String subject,
    @DefaultValue("groups") List<@NotBlank String> groups,
    @DefaultValue("") String groupPrefix,
    @DefaultValue List<@Valid Membership> memberships,
    @DefaultValue List<@Valid Kind> kinds,
    @Nullable @Pattern(regexp = "person|agent|service") String kind,
    @DefaultValue("subject") @Pattern(regexp = "subject|actor") String agentsAlone,
    @DefaultValue List<@NotBlank String> actorIssuers) {
  public IssuerSettings {
    audiences = List.copyOf(audiences);
    algorithms = List.copyOf(algorithms);
    scopes = List.copyOf(scopes);
    groups = List.copyOf(groups);
    memberships = List.copyOf(memberships);
    kinds = List.copyOf(kinds);
    actorIssuers = List.copyOf(actorIssuers);
  }

  /// Groups of a subject whose claims all match: `*` stands for anything without `/` and `:`, `**`
  /// for anything.
  public record Membership(
      @NotEmpty List<@NotBlank String> groups, @NotEmpty Map<@NotBlank String, String> when) {
    public Membership {
      groups = List.copyOf(groups);
      when = Map.copyOf(when);
    }
  }

  /// The kind of a subject whose claim matches.
  public record Kind(
      @NotNull @Pattern(regexp = "person|agent|service") String kind,
      @NotBlank String claim,
      @DefaultValue("**") String matches) {}

  /// An issuer about which only the necessary is said.
  public static IssuerSettings of(String issuer, URI jwks) {
    return new IssuerSettings(
        issuer,
        jwks,
        List.of(),
        List.of(),
        null,
        false,
        List.of(),
        "sub",
        List.of("groups"),
        "",
        List.of(),
        List.of(),
        null,
        "subject",
        List.of());
  }
}
