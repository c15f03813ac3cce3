/// Questions to other services over HTTP.
@NullMarked
package dev.countersign.service.http;

import org.jspecify.annotations.NullMarked;
