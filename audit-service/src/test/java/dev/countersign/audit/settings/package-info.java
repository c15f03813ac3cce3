/// Tests of the settings.
@NullMarked
package dev.countersign.audit.settings;

import org.jspecify.annotations.NullMarked;
