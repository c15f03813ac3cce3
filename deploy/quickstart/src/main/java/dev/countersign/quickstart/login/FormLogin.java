package dev.countersign.quickstart.login;

import dev.countersign.quickstart.issuer.Directory;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person's sign-in: authorization code with PKCE (RFC 6749 §4.1, RFC 7636), with the login form
/// filled in as a browser would.
///
/// One object is one browser: it has its cookies and signs in once.
final class FormLogin {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final Http http;
  private final String issuer;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String verifier;
  private final String state;

  FormLogin(Http http, String issuer, SecureRandom random) {
    this.http = http;
    this.issuer = issuer;
    this.verifier = text(random);
    this.state = text(random);
  }

  /// Signs in and returns the token endpoint's answer.
  Reply signIn(String person, String password) throws IOException, InterruptedException {
    String authorize = issuer + "/oauth2/authorize?" + form(authorization());
    visit(authorize);
    Reply page = visit(issuer + "/login");
    Matcher csrf = CSRF.matcher(page.text());
    if (!csrf.find()) {
      throw new IOException("the issuer's login page has no form (status " + page.status() + ")");
    }
    var fields = Map.of("username", person, "password", password, "_csrf", csrf.group(1));
    Reply signedIn = keep(http.form(issuer + "/login", cookies(), form(fields)));
    if (signedIn.header("Location").contains("error")) {
      throw new IOException("the issuer does not accept the password of " + person);
    }
    return http.form(issuer + "/oauth2/token", Map.of(), form(exchange(code(visit(authorize)))));
  }

  private Map<String, String> authorization() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", Directory.COMMAND_CLIENT);
    parameters.put("redirect_uri", Directory.COMMAND_REDIRECT);
    parameters.put("scope", "openid " + Directory.CALL_SCOPE);
    parameters.put("state", state);
    parameters.put("code_challenge", challenge());
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  private Map<String, String> exchange(String code) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", Directory.COMMAND_REDIRECT);
    parameters.put("client_id", Directory.COMMAND_CLIENT);
    parameters.put("code_verifier", verifier);
    return parameters;
  }

  private String code(Reply redirect) throws IOException {
    String location = redirect.header("Location");
    Matcher code = CODE.matcher(location);
    if (!location.startsWith(Directory.COMMAND_REDIRECT)
        || !location.contains("state=" + state)
        || !code.find()) {
      throw new IOException("the issuer gave no code (status " + redirect.status() + ")");
    }
    return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
  }

  private Reply visit(String url) throws IOException, InterruptedException {
    var headers = new LinkedHashMap<>(cookies());
    headers.put("Accept", "text/html");
    return keep(http.get(url, headers));
  }

  private Reply keep(Reply reply) {
    for (String cookie : reply.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair.length > 1 ? pair[1] : "");
    }
    return reply;
  }

  private Map<String, String> cookies() {
    return cookies.isEmpty()
        ? Map.of()
        : Map.of(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter ->
            parameter.getKey()
                + "="
                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
