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
    // A receipt is for whoever holds it; its answer shows nothing of a record.
    registry
        .addInterceptor(readers)
        .addPathPatterns("/api/**", "/log/tile/entries/**")
        .excludePathPatterns("/api/v1/receipts")
        .order(1);
    registry.addInterceptor(parameters).addPathPatterns("/api/**", "/log/**").order(2);
  }
}
