/// Content that only one service can open, on its way through others.
@NullMarked
package dev.countersign.service.sealing;

import org.jspecify.annotations.NullMarked;
