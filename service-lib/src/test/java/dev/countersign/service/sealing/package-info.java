@NullMarked
package dev.countersign.service.sealing;

import org.jspecify.annotations.NullMarked;
