package greenroom.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A form that a page sends without a script: a person looks at its answer. */
final class PlainForm {
    private static final String TYPE = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private PlainForm() {}

    static boolean isIn(ServerHttpRequest request) {
        var type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null
                && HttpMethod.POST.equals(request.getMethod())
                && type.regionMatches(true, 0, TYPE, 0, TYPE.length());
    }
}
