package greenroom.moderator;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import greenroom.web.PrivatePaths;
import greenroom.web.Problem;
import greenroom.web.ProblemAnswers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/** The filter chain in front of the desk, and the firewall in front of everything. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Public paths have no chain: it would cost them half of their requests per second. */
    @Bean
    SecurityWebFilterChain desk(
            ServerHttpSecurity http,
            Identification identification,
            CsrfGuard csrf,
            SecondFactorGate secondFactor,
            Refusals refusals) {
        return http.securityMatcher(pathMatchers(PrivatePaths.patterns()))
                .securityContextRepository(identification)
                .addFilterAt(identification.filter(), SecurityWebFiltersOrder.FIRST)
                .addFilterAt(csrf.filter(), SecurityWebFiltersOrder.CSRF)
                .addFilterAfter(secondFactor.filter(), SecurityWebFiltersOrder.CSRF)
                .authorizeExchange(calls -> calls.pathMatchers(HttpMethod.POST, "/api/v1/session")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/api/v1/session/providers")
                        .permitAll()
                        .pathMatchers("/api/v1/tokens", "/api/v1/tokens/**")
                        .access(Permissions::anAdmin)
                        .pathMatchers("/api/v1/admin/sites/{site}", "/api/v1/admin/sites/{site}/**")
                        .access(Permissions::anAdminOfThatSite)
                        .pathMatchers("/api/v1/admin", "/api/v1/admin/**")
                        .access(Permissions::anAdminOfAllSites)
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint((exchange, failure) -> refusals.strangers(exchange))
                                .accessDeniedHandler((exchange, failure) -> refusals.access(exchange)))
                // ours stand above, and in the web package
                .csrf(CsrfSpec::disable)
                .headers(HeaderSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                // it would keep a stranger's request in a session
                .requestCache(RequestCacheSpec::disable)
                .build();
    }

    /**
     * Refuses paths that two readers could read in two ways. Any method passes, so that the router answers 405; headers
     * and parameters are judged where they are read.
     */
    @Bean
    ServerWebExchangeFirewall firewall() {
        var paths = new StrictServerWebExchangeFirewall();
        paths.setUnsafeAllowAnyHttpMethod(true);
        return exchange -> paths.getFirewalledExchange(exchange).thenReturn(exchange);
    }

    @Bean
    ServerExchangeRejectedHandler firewallsAnswer(ProblemAnswers problems) {
        return (exchange, refusal) ->
                problems.write(exchange, Problem.malformed("The path has characters that are taken nowhere here."));
    }

    /** Nobody signs in by Spring's own ways. Without this bean Boot would make a user and log its password. */
    @Bean
    ReactiveAuthenticationManager noOtherWayIn() {
        return authentication -> Mono.error(new BadCredentialsException("Sign in at /api/v1/session"));
    }

    /** Nothing here uses the framework's sessions, so that none is ever made for a stranger. */
    @Bean
    WebSessionManager webSessionManager() {
        return exchange -> Mono.error(() -> new IllegalStateException("There are no sessions but the moderators'"));
    }

    /** Argon2id (RFC 9106): 16 bytes of salt, 32 of hash, one lane, 19 MiB, two passes: OWASP's floor. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    }
}
