package greenroom.publication;

import greenroom.web.AnswerHeaders;
import org.springframework.http.HttpHeaders;

/** The headers of pages that people look at, and of what other origins may only look at. */
final class PageHeaders {
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types greenroom";

    /** The desk draws the number of waiting comments into its icon. */
    private static final String DESK_POLICY = PAGE_POLICY.replace("img-src 'self'", "img-src 'self' data:");

    private static final String SANDBOX = AnswerHeaders.JSON_POLICY + "; sandbox";
    private static final String POLICY = "Content-Security-Policy";
    private static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

    private PageHeaders() {}

    /** Everything from here, no script in the markup, in nobody's frame. */
    static void ofPage(HttpHeaders headers) {
        headers.set(POLICY, PAGE_POLICY);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set(RESOURCE_POLICY, "same-origin");
        headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Permissions-Policy", AnswerHeaders.PERMISSIONS);
        headers.setCacheControl(ThreadController.REVALIDATE);
    }

    /** The moderators' pages: alone in their process, unknown to search engines. */
    static void ofDesk(HttpHeaders headers) {
        ofPage(headers);
        headers.set(POLICY, DESK_POLICY);
        headers.set("Cross-Origin-Embedder-Policy", "require-corp");
        // with no-referrer a browser would send "Origin: null" from our own forms
        headers.set("Referrer-Policy", "same-origin");
        headers.set("X-Robots-Tag", "noindex");
    }

    /** Asked for again each time: modules of two versions do not work together. */
    static void ofDeskPart(HttpHeaders headers) {
        ofPart(headers);
        headers.setCacheControl(ThreadController.REVALIDATE);
    }

    /** A part of our own pages. */
    static void ofPart(HttpHeaders headers) {
        headers.set(RESOURCE_POLICY, "same-origin");
        headers.setCacheControl("public, max-age=300");
    }

    /** A script for article pages: a module is always fetched in CORS mode (WHATWG HTML), by whichever page. */
    static void ofEmbedded(HttpHeaders headers) {
        headers.set(RESOURCE_POLICY, "cross-origin");
        headers.setAccessControlAllowOrigin("*");
        headers.setCacheControl("public, max-age=300");
    }

    /** Opened as a page it may do nothing (OWASP ASVS 5.0, 3.2.1). */
    static void ofSandboxed(HttpHeaders headers) {
        headers.set(POLICY, SANDBOX);
        headers.setCacheControl(ThreadController.REVALIDATE);
    }

    /** A picture that never changes, for any page. */
    static void ofAvatar(HttpHeaders headers) {
        headers.set(POLICY, SANDBOX);
        headers.set(RESOURCE_POLICY, "cross-origin");
        headers.setAccessControlAllowOrigin("*");
        headers.setCacheControl("public, max-age=31536000, immutable");
    }
}
