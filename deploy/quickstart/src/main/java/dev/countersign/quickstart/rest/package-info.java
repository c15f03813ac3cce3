/// Plain HTTP with JSON, as any client of the suite speaks it.
@NullMarked
package dev.countersign.quickstart.rest;

import org.jspecify.annotations.NullMarked;
