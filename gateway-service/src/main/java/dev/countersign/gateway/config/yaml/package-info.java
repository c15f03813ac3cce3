/// YAML read without its surprises: every scalar is the text that stands there, every part knows
/// its line, and what two readers could take differently is a mistake.
///
/// Start here: [dev.countersign.gateway.config.yaml.YamlFile] reads a file into a
/// [dev.countersign.gateway.config.yaml.YamlValue]; [dev.countersign.gateway.config.yaml.Section]
/// takes the keys of a mapping out one by one.
@NamedInterface("yaml")
@NullMarked
package dev.countersign.gateway.config.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
