package dev.countersign.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.gateway.access.OddBodies;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/// Requests that two readers could read differently, as the bytes of a socket, and some that they
/// could not. `@token@` stands for alice's token.
final class OddRequests {
  private static final String EVIL = "{\"amount\":5000}";

  private OddRequests() {}

  record Odd(String what, byte[] bytes) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Odd> all() {
    return Stream.of(
            bodies(), goodBodies(), types(), framing(), chunks(), paths(), queries(), heads())
        .flatMap(odds -> odds);
  }

  private static Stream<Odd> bodies() {
    return OddBodies.all()
        .map(
            odd -> post("a body with " + odd.what(), "Content-Type: application/json", odd.body()));
  }

  private static Stream<Odd> goodBodies() {
    return Stream.of(
            "{}",
            "[]",
            "null",
            "true",
            "\"text\"",
            "5000",
            "-0",
            "-0.0",
            "1.10",
            "1E2",
            "1e-7",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "[1, 2 ,3]",
            "{ \"amount\" : 1 }",
            "\t{\r\n\"amount\":1}\n",
            "{\"\\u0061mount\":1}",
            "{\"amount\":1,\"Betrag\":2}",
            "{\"a\":{\"A\":1},\"b\":{\"a\":2}}",
            "{\"__proto__\":{\"amount\":5000}}",
            "{\"constructor\":{\"prototype\":{}}}",
            "{\"$type\":\"System.Object\",\"@type\":\"x\"}",
            "{\"a\\/b\":\"\\/\"}",
            "{\"a\":\"\\ud83d\\ude00\"}",
            "{\"a\":\"\ud83d\ude00\"}",
            "{\"a\":\"\\u2028\\u2029\"}",
            "{\"a\":\"\u2028\"}",
            "{\"a\":\"\u00e9\"}",
            "{\"a\":\"e\u0301\"}",
            "{\"a\":\"\u202e\"}",
            "{\"a\":\"\u200b\"}",
            "{\"a\":\"<script>\"}",
            "{\"a\":\"%00%0d%0a\"}",
            "{\"a\":\"\\r\\nX-User: admin\"}",
            "{\"a\":\"\\\\\"}",
            "{\"\":1}",
            "{\" amount\":1,\"amount \":2}",
            "{\"a.b\":1,\"a\":{\"b\":2}}",
            "{\"a[0]\":1,\"a\":[2]}",
            "{\"amount\":\"1\"}",
            "{\"amount\":[1,5000]}",
            "{\"amount\":null}",
            "[".repeat(64) + "]".repeat(64),
            "{\"body\":1}")
        .map(body -> post("the body " + name(body), "Content-Type: application/json", utf8(body)));
  }

  private static Stream<Odd> types() {
    return Stream.of(
            "",
            "Content-Type: text/plain",
            "Content-Type: text/json",
            "Content-Type: application/json",
            "Content-Type: APPLICATION/JSON",
            "Content-Type:application/json",
            "Content-Type: application/json;charset=utf-8",
            "Content-Type: application/json; charset=\"UTF-8\"",
            "Content-Type: application/json; charset=utf-7",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=latin1",
            "Content-Type: application/json; charset=utf-8; charset=utf-16",
            "Content-Type: application/json; boundary=x",
            "Content-Type: application/json, text/plain",
            "Content-Type: application/json\r\nContent-Type: text/plain",
            "Content-Type: text/plain\r\ncontent-type: application/json",
            "Content-Type : application/json",
            "Content-Type: application/json\r\n folded",
            "Content-Type: application/vnd.api+json",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/xml",
            "Content-Type: application/octet-stream",
            "Content-Type: application/json\r\nContent-Encoding: gzip",
            "Content-Type: application/json\r\nContent-Encoding: identity",
            "Content-Type: application/json\r\nContent-Encoding: identity, gzip",
            "Content-Type: application/json\r\nX-HTTP-Method-Override: PUT",
            "Content-Type: application/json\r\nX-Original-URL: /plain/things/1",
            "Content-Type: application/json\r\nX-Rewrite-URL: /plain/things/1",
            "Content-Type: application/json\r\nContent_Length: 3",
            "Content-Type: application/json\r\nExpect: 200-ok")
        .map(type -> post("the head " + name(type), type, utf8(EVIL)));
  }

  private static Stream<Odd> framing() {
    int length = EVIL.length();
    String smuggled = "GET /plain/things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    return Stream.of(
            "Content-Length: %d\r\nContent-Length: %d".formatted(length, length),
            "Content-Length: %d\r\nContent-Length: 2".formatted(length),
            "Content-Length: 2\r\nContent-Length: %d".formatted(length),
            "Content-Length: %d, %d".formatted(length, length),
            "Content-Length: %d, 2".formatted(length),
            "Content-Length: +" + length,
            "Content-Length: -" + length,
            "Content-Length: 0x0f",
            "Content-Length: 0" + length,
            "Content-Length: " + length + ".0",
            "Content-Length: " + length + " ",
            "Content-Length:\t" + length,
            "Content-Length : " + length,
            "Content-Length: 99999999999999999999",
            "Content-Length: 0",
            "Content-Length: 2",
            "Content-Length: 500",
            "Content-Length:",
            "Content-Length: " + length + "\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: " + length,
            "Transfer-Encoding: identity\r\nContent-Length: " + length,
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding: \"chunked\"",
            "Transfer_Encoding: chunked\r\nContent-Length: " + length,
            "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: " + length,
            "Content-Length: %d\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings"
                .formatted(length))
        .map(head ->
            raw(
                "framed by " + name(head),
                "POST /plain/echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer @token@\r\n"
                    + "Content-Type: application/json\r\n"
                    + head
                    + "\r\n\r\n"
                    + EVIL
                    + smuggled));
  }

  private static Stream<Odd> chunks() {
    return Stream.of(
            "f\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "F\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "000f\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "7\r\n{\"amoun\r\n8\r\nt\":5000}\r\n0\r\n\r\n",
            "f;ext=1\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "f;ext=\"\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "f ;a\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "f\n{\"amount\":5000}\n0\n\n",
            "0xf\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "-f\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "+f\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "e\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "10\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "ffffffffffffffffff\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "80000000f\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "f\r\n{\"amount\":5000}\r\n0\r\nContent-Length: 3\r\n\r\n",
            "f\r\n{\"amount\":5000}\r\n0\r\nAuthorization: Bearer x\r\nX-User: admin\r\n\r\n",
            "f\r\n{\"amount\":5000}0\r\n\r\n",
            "f\r\n{\"amount\":5000}\r\n0\r\n\r\nGET /plain/things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
            "f\r\n{\"amount\":5000}\r\n",
            "\r\nf\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "f\r\r\n{\"amount\":5000}\r\n0\r\n\r\n",
            "0\r\n\r\n")
        .map(chunks ->
            raw(
                "chunks " + name(chunks),
                head(
                        "POST /plain/echo",
                        "Transfer-Encoding: chunked\r\nContent-Type: application/json")
                    + chunks));
  }

  private static Stream<Odd> paths() {
    return Stream.of(
            "/plain/things/1",
            "/plain/things/%31",
            "/plain/things/a%20b",
            "/plain/things/J%C3%BCrgen",
            "/plain/things/%e2%80%ae",
            "/plain/things/100%25",
            "/plain/things/a%2fb",
            "/plain/things/a%252fb",
            "/plain/things/%2e%2e",
            "/plain/things/..",
            "/plain/things/./1",
            "/plain/things/../echo",
            "/plain/things/1/..",
            "/plain//things/1",
            "//plain/things/1",
            "/plain/things/1/",
            "/plain/things/1;v=2",
            "/plain;x/things/1",
            "/plain/things/1%3bv=2",
            "/plain/things/a\\b",
            "/plain/things/a%5cb",
            "/plain/things/%00",
            "/plain/things/%0d%0aX:y",
            "/plain/things/%c0%af",
            "/plain/things/%ed%a0%80",
            "/plain/things/%u0031",
            "/plain/things/%3",
            "/plain/things/\u00e9",
            "/plain/things/a:b@c",
            "/plain/things/1#fragment",
            "/PLAIN/things/1",
            "/plain/Things/1",
            "/plain/things/%53mith",
            "http://evil.example/plain/things/1",
            "https://x/plain/things/1",
            "plain/things/1",
            "*")
        .map(path -> raw("the path " + name(path), head("GET " + path, "Accept: */*")));
  }

  private static Stream<Odd> queries() {
    return Stream.of(
            "?",
            "?a",
            "?a=",
            "?a=1&b=2",
            "?a=1&a=2",
            "?a=1&A=2",
            "?a=1&%61=2",
            "?a[]=1&a[]=2",
            "?a[x]=1&a[y]=2",
            "?a.b=1",
            "?a=1;b=2",
            "?a=1&&b=2",
            "?&a=1",
            "?a=1&",
            "?=1",
            "?a=b=c",
            "?a=%26b%3D2",
            "?a=x+y",
            "?a=x%2By",
            "?a=x%20y",
            "?a=%00",
            "?a=%zz",
            "?a=%",
            "?a=%ff",
            "?a=%C3%A9",
            "?a=\u00e9",
            "?a=%E2%80%8B",
            "?a=<script>",
            "?a={\"x\":1}",
            "?a=1?b=2",
            "?a=%23x",
            "?_method=DELETE",
            "?" + "a=1&".repeat(1) + "b=" + "x".repeat(3000),
            "?" + "p&".repeat(300) + "q")
        .map(query ->
            raw("the query " + name(query), head("GET /plain/things" + query, "Accept: */*")));
  }

  private static Stream<Odd> heads() {
    String put = "Content-Type: application/json\r\nContent-Length: " + EVIL.length();
    return Stream.concat(
        List.of("PUT", "put", "Put", "POST", "PATCH", "GET", "PUT\t", "P\u00dcT", "CONNECT")
            .stream()
            .map(method ->
                raw("the method " + name(method), head(method + " /plain/things/1", put) + EVIL)),
        Stream.of(
            raw(
                "an argument in path and body",
                head("PUT /plain/things/1", "Content-Type: application/json\r\nContent-Length: 8")
                    + "{\"id\":2}"),
            raw("an argument in path and query", head("GET /plain/things/1?ID=2", "Accept: */*")),
            raw("two hosts", head("GET /plain/things/1", "Host: evil.example")),
            raw(
                "HTTP/1.0",
                head("GET /plain/things/1", "Accept: */*").replace("HTTP/1.1", "HTTP/1.0")),
            raw("HTTP/0.9", "GET /plain/things/1\r\n\r\n"),
            raw(
                "HTTP/2.0",
                head("GET /plain/things/1", "Accept: */*").replace("HTTP/1.1", "HTTP/2.0")),
            raw(
                "line feeds alone",
                head("GET /plain/things/1", "Accept: */*").replace("\r\n", "\n")),
            raw("a NUL in a header", head("GET /plain/things/1", "Accept: a\u0000b")),
            raw(
                "a line break in a header",
                head("GET /plain/things/1", "Accept: a\rX-User: admin")),
            raw("a header without colon", head("GET /plain/things/1", "X-User admin")),
            raw("a nameless header", head("GET /plain/things/1", ": admin")),
            raw("two spaces in the request line", head("GET  /plain/things/1", "Accept: */*")),
            raw(
                "two requests in one",
                head("GET /plain/things/1", "Accept: */*")
                    + "GET /plain/things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n")));
  }

  private static String head(String requestLine, String fields) {
    return requestLine
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer @token@\r\n"
        + fields
        + "\r\nConnection: close\r\n\r\n";
  }

  private static Odd post(String what, String fields, byte[] body) {
    String lines = fields.isEmpty() ? "" : fields + "\r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        head("POST /plain/echo", lines + "Content-Length: " + body.length).getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return new Odd(what, bytes.toByteArray());
  }

  private static Odd raw(String what, String text) {
    return new Odd(what, text.getBytes(ISO_8859_1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static String name(String text) {
    StringBuilder name = new StringBuilder();
    text.chars()
        .limit(70)
        .forEach(c -> name.append(c < ' ' || c > '~' ? "\\u%04x".formatted(c) : (char) c));
    return name.toString();
  }
}
