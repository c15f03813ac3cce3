/// Measures how exact the detectors are: on labelled text, and on JSON without personal data.
@org.jspecify.annotations.NullMarked
package dev.countersign.masking.accuracy;
