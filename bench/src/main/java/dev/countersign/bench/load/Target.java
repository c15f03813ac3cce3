package dev.countersign.bench.load;

import java.nio.charset.StandardCharsets;

/// Where calls go and what each of them says.
public record Target(String name, int port, byte[] request) {

  /// A GET with a bearer token.
  public static Target get(String name, int port, String path, String token) {
    String request =
        """
        GET %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Accept: application/json\r
        \r
        """
            .formatted(path, port, token);
    return new Target(name, port, request.getBytes(StandardCharsets.US_ASCII));
  }
}
