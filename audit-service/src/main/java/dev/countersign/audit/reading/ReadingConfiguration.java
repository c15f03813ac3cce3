package dev.countersign.audit.reading;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the rules of reading in front of the API.
@Configuration
class ReadingConfiguration implements WebMvcConfigurer {
  private final ReadersOnly readers;
  private final KnownParametersOnly parameters;

  ReadingConfiguration(ReadersOnly readers, KnownParametersOnly parameters) {
    this.readers = readers;
    this.parameters = parameters;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(readers).addPathPatterns("/api/**").order(1);
    registry.addInterceptor(parameters).addPathPatterns("/api/**").order(2);
  }
}
