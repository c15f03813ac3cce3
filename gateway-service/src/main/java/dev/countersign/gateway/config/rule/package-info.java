/// The parts that rules are made of: who, when, from where, how much.
@NamedInterface("rule")
@NullMarked
package dev.countersign.gateway.config.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
