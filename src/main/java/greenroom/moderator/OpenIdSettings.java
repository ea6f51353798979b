package greenroom.moderator;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How somebody whom an OpenID provider vouches for is recognised.
 *
 * @param usernameClaim {@code greenroom.sign-in.openid-connect.username-claim}: the claim of the ID token that holds the
 *     username here. With {@code email} the provider must also say that it verified the address
 */
@ConfigurationProperties("greenroom.sign-in.openid-connect")
record OpenIdSettings(@DefaultValue("preferred_username") String usernameClaim) {
    OpenIdSettings {
        if (usernameClaim.isBlank()) {
            throw new IllegalArgumentException("greenroom.sign-in.openid-connect.username-claim must name a claim");
        }
    }
}
