/// What every service shares. Spring Boot finds it by itself.
@NullMarked
package dev.countersign.service;

import org.jspecify.annotations.NullMarked;
