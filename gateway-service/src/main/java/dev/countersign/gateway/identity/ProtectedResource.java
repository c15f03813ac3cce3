package dev.countersign.gateway.identity;

import dev.countersign.service.identity.IssuerSettings;
import dev.countersign.service.identity.TokenSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a client may know about us before it has a token (RFC 9728). There is nothing to tell
/// without our own address, `countersign.tokens.resource`.
///
/// Every name that a connection could have has metadata, so they tell nobody which ones exist.
@Component
public class ProtectedResource {
  public static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private static final Pattern CONNECTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final @Nullable URI resource;
  private final List<String> issuers;
  private final List<String> algorithms;

  ProtectedResource(TokenSettings tokens, IdentitySettings settings) {
    this.resource = tokens.resource();
    this.issuers = tokens.issuers().stream().map(IssuerSettings::issuer).toList();
    this.algorithms = settings.dpop().algorithms();
  }

  /// The address of the metadata of a connection, or of the whole where no connection can have that
  /// name.
  public Optional<String> metadataOf(String connection) {
    return Optional.ofNullable(resource)
        .map(address ->
            origin(address)
                + WELL_KNOWN
                + path(address)
                + (isConnection(connection) ? "/" + connection : ""));
  }

  // RFC 9728 §3.1: the well-known part stands between host and path.
  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private static String path(URI address) {
    return address.getRawPath() == null ? "" : address.getRawPath();
  }

  /// What proofs of possession may be signed with; none where they are of no use.
  public List<String> proofAlgorithms() {
    return resource == null ? List.of() : algorithms;
  }

  /// The metadata of the whole, or of a connection (RFC 9728 §2).
  ///
  /// @param below the path behind the well-known one
  public Optional<Map<String, Object>> metadata(String below) {
    if (resource == null || !below.startsWith(path(resource))) {
      return Optional.empty();
    }
    String connection = below.substring(path(resource).length());
    boolean isKnown =
        connection.isEmpty()
            || (connection.startsWith("/") && isConnection(connection.substring(1)));
    return isKnown ? Optional.of(members(resource + connection)) : Optional.empty();
  }

  private Map<String, Object> members(String address) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resource", address);
    members.put("authorization_servers", issuers);
    members.put("bearer_methods_supported", List.of("header"));
    members.put("dpop_signing_alg_values_supported", algorithms);
    members.put("tls_client_certificate_bound_access_tokens", true);
    members.put("resource_name", "Countersign");
    return members;
  }

  private static boolean isConnection(String name) {
    return CONNECTION.matcher(name).matches();
  }
}
