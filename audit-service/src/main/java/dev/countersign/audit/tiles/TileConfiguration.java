package dev.countersign.audit.tiles;

import dev.countersign.service.security.ServedPaths;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the log's paths: hashes show nothing of a record and need no token, entries are evidence.
@Configuration
class TileConfiguration {
  @Bean
  ServedPaths logPaths() {
    return new ServedPaths(
        List.of("/log/tile/entries/**"), List.of("/log/checkpoint", "/log/tile/**"));
  }
}
