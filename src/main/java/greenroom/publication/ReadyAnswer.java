package greenroom.publication;

import greenroom.ids.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An answer that only has to be sent: its bytes plain and compressed, each with a strong ETag of its own (RFC 9110 section
 * 8.8.3).
 *
 * @param until the moment from which on it is wrong, whatever happens before
 */
record ReadyAnswer(Form plain, Form gzip, Instant until) {
    private static final String ANY = "*";

    /** One form of it. */
    static final class Form {
        private static final int ETAG_LENGTH = 22;

        private final byte[] bytes;
        private final String etag;
        private final boolean compressed;

        private Form(byte[] bytes, boolean compressed) {
            var digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.sha256(bytes));
            this.bytes = bytes;
            this.etag = '"' + digest.substring(0, ETAG_LENGTH) + '"';
            this.compressed = compressed;
        }

        /** Sent as they are, so nobody may change them. */
        byte[] bytes() {
            return bytes;
        }

        /** With its quotes. */
        String etag() {
            return etag;
        }

        boolean compressed() {
            return compressed;
        }
    }

    /** What one client is to be sent: a form, or word that the one it has is still right. */
    record Reply(Form form, boolean notModified) {
        /** Ends the exchange with it; headers that are not about the form are the caller's. */
        Mono<Void> write(ServerWebExchange exchange, MediaType type) {
            var response = exchange.getResponse();
            response.getHeaders().setETag(form.etag());
            if (!response.getHeaders().containsHeader(HttpHeaders.VARY)) {
                response.getHeaders().set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            }
            if (notModified) {
                response.setStatusCode(HttpStatus.NOT_MODIFIED);
                return response.setComplete();
            }
            response.getHeaders().setContentType(type);
            response.getHeaders().setContentLength(form.bytes().length);
            if (form.compressed()) {
                response.getHeaders().set(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(form.bytes())));
        }
    }

    static ReadyAnswer of(byte[] bytes) {
        return new ReadyAnswer(new Form(bytes, false), new Form(compressed(bytes), true), Instant.MAX);
    }

    ReadyAnswer until(Instant moment) {
        return new ReadyAnswer(plain, gzip, moment);
    }

    private static byte[] compressed(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to write", e);
        }
        return compressed.toByteArray();
    }

    int size() {
        return plain.bytes().length + gzip.bytes().length;
    }

    /**
     * The reply to a client: the form that it asks for, unless it has one of the two already, for both tell the same.
     *
     * @param acceptEncoding the header's lines
     * @param ifNoneMatch the header's lines
     */
    Reply reply(List<String> acceptEncoding, List<String> ifNoneMatch) {
        var wantsGzip = AcceptedEncodings.prefersGzip(acceptEncoding);
        var asked = wantsGzip ? gzip : plain;
        if (ifNoneMatch.isEmpty()) {
            return new Reply(asked, false);
        }
        if (isIn(ifNoneMatch, asked)) {
            return new Reply(asked, true);
        }
        var other = wantsGzip ? plain : gzip;
        return isIn(ifNoneMatch, other) ? new Reply(other, true) : new Reply(asked, false);
    }

    Reply replyTo(ServerWebExchange exchange) {
        var asked = exchange.getRequest().getHeaders();
        return reply(asked.getOrEmpty(HttpHeaders.ACCEPT_ENCODING), asked.getOrEmpty(HttpHeaders.IF_NONE_MATCH));
    }

    /** Compared weakly (RFC 9110 section 13.1.2). No ETag has a quote in it, so the quoted text is there or it is not. */
    private static boolean isIn(List<String> ifNoneMatch, Form form) {
        for (String line : ifNoneMatch) {
            if (line.contains(form.etag()) || line.strip().equals(ANY)) {
                return true;
            }
        }
        return false;
    }
}
