package greenroom.moderator;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The session's cookie.
 *
 * @param cookie {@code greenroom.session.cookie}: its name. {@code __Host-greenroom} is for installations that are reached
 *     over https only: browsers take such a cookie from nowhere else (RFC 6265bis section 4.1.3.2)
 */
@ConfigurationProperties("greenroom.session")
record SessionSettings(@DefaultValue("greenroom") String cookie) {
    private static final List<String> OTHERS = List.of(Cookies.CSRF, Cookies.DEVICE, Cookies.SIGN_IN_STATE);

    SessionSettings {
        if (!cookie.matches("[A-Za-z0-9_-]{1,64}") || OTHERS.contains(cookie)) {
            throw new IllegalArgumentException("greenroom.session.cookie must be 1 to 64 letters, digits, - and _, and"
                    + " none of " + OTHERS + ": " + cookie);
        }
    }

    boolean needsHttps() {
        return cookie.startsWith("__Host-") || cookie.startsWith("__Secure-");
    }
}
