package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import greenroom.ids.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenID provider that keeps to the protocol: discovery, authorization code with PKCE, tokens signed with RS256, and
 * its keys. Whoever comes is signed in as {@link #person}. A test may let it stop, or lie.
 */
public final class Provider implements AutoCloseable {
    public static final String CLIENT = "greenroom";
    public static final String CLIENT_SECRET = "between-us";

    private static final Duration VALID = Duration.ofMinutes(5);

    /** What a code was given out for. */
    private record Given(Map<String, String> asked) {}

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Given> codes = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();

    volatile Map<String, Object> person = Map.of();
    volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
    volatile boolean isDown;
    volatile RSAKey signsWith;
    /** How it was last asked for a token. */
    volatile Map<String, String> lastTokenRequest = Map.of();

    public Provider() {
        try {
            key = newKey();
            signsWith = key;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Itself again, with this person in front of it. */
    public void signsIn(Map<String, Object> claims) {
        person = claims;
        lie = UnaryOperator.identity();
        isDown = false;
        signsWith = key;
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            if (isDown) {
                answer(call, 503, Map.of());
                return;
            }
            switch (call.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> answer(call, 200, description());
                case "/authorize" -> authorize(call);
                case "/token" -> token(call);
                case "/jwks" -> answer(call, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                default -> answer(call, 404, Map.of());
            }
        }
    }

    private Map<String, Object> description() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/jwks",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"});
    }

    private void authorize(HttpExchange call) throws IOException {
        var asked = fields(call.getRequestURI().getRawQuery());
        if (!"code".equals(asked.get("response_type"))
                || !CLIENT.equals(asked.get("client_id"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !Objects.requireNonNull(asked.get("scope")).contains("openid")) {
            answer(call, 400, Map.of("error", "invalid_request"));
            return;
        }
        var code = Secret.next().reveal();
        codes.put(code, new Given(asked));
        call.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(Objects.requireNonNull(asked.get("state")), UTF_8));
        call.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange call) throws IOException {
        var form = fields(new String(call.getRequestBody().readAllBytes(), UTF_8));
        lastTokenRequest = form;
        var given = codes.remove(Objects.requireNonNullElse(form.get("code"), ""));
        if (given == null || !isClient(call) || !isOf(given.asked(), form)) {
            answer(call, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(
                call,
                200,
                Map.of(
                        "access_token",
                        Secret.next().reveal(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        idToken(given.asked())));
    }

    private static boolean isClient(HttpExchange call) {
        var expected = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(UTF_8));
        return expected.equals(call.getRequestHeaders().getFirst("Authorization"));
    }

    /** RFC 7636 section 4.6. */
    private static boolean isOf(Map<String, String> asked, Map<String, String> form) {
        var verifier = Objects.requireNonNullElse(form.get("code_verifier"), "");
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.sha256(verifier.getBytes(UTF_8)));
        return challenge.equals(asked.get("code_challenge"))
                && Objects.equals(form.get("redirect_uri"), asked.get("redirect_uri"));
    }

    private String idToken(Map<String, String> asked) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-1")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .claim("nonce", asked.get("nonce"));
        person.forEach(claims::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                lie.apply(claims).build());
        try {
            token.sign(new RSASSASigner(signsWith));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private void answer(HttpExchange call, int status, Map<String, ?> body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        Arrays.stream(encoded.split("&"))
                .map(field -> field.split("=", 2))
                .forEach(field -> fields.put(field[0], URLDecoder.decode(field[1], UTF_8)));
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
