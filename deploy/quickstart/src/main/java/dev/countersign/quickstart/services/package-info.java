/// The parts that are Java processes with a health page: the issuer, the sample functions and the
/// four services, each configured by environment alone.
@NullMarked
package dev.countersign.quickstart.services;

import org.jspecify.annotations.NullMarked;
