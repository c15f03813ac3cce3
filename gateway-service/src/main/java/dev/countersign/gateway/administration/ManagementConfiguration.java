package dev.countersign.gateway.administration;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/// Puts the administration of the policy on the management port, and only where that is a port of
/// its own: callers of the data path do not come near it.
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConfiguration {
  @Bean
  ServletRegistrationBean<PolicyServlet> policyServlet(PolicyAdministration administration) {
    ServletRegistrationBean<PolicyServlet> servlet =
        new ServletRegistrationBean<>(
            new PolicyServlet(administration), "/admin/policy", "/admin/policy/*");
    servlet.setName("policy");
    return servlet;
  }
}
