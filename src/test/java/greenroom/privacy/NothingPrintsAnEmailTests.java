package greenroom.privacy;

import static greenroom.privacy.TestVault.email;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class NothingPrintsAnEmailTests {
    private static final String CANARY = "zq7canary+unusual";
    private static final String TYPED = CANARY + "@example.org";
    private static final String HEX = HexFormat.of().formatHex(CANARY.getBytes(UTF_8));
    private static final UUID AUTHOR = UUID.fromString("01938f2e-0000-7000-8000-000000000001");

    record Form(String name, TypedEmail email) {}

    record CarelessForm(String name, String email) {}

    record Kept(EmailAddress email, SealedEmail sealed, EmailLookup lookup, ParsedEmail parsed) {}

    @Test
    void noTypeShowsItAsText() {
        assertThat(everythingThatHoldsIt())
                .allSatisfy(it -> assertThat(printed(it)).doesNotContain(CANARY, HEX));
        assertThat(printed(email(TYPED))).contains("z•••@example.org");
    }

    @Test
    void noTypeShowsItAsJson() {
        var json = JsonMapper.shared();

        assertThat(json.writeValueAsString(everythingThatHoldsIt())).doesNotContain(CANARY);
        assertThat(json.writeValueAsString(email(TYPED))).isEqualTo("\"z•••@example.org\"");
        assertThat(json.writeValueAsString(Map.of(email(TYPED), 1))).doesNotContain(CANARY);
        assertThat(json.writeValueAsString(TypedEmail.of(TYPED))).isEqualTo("\"•••\"");
    }

    @Test
    void noSealOrLookupShowsItsBytes() {
        var kept = kept();

        assertThat(kept.sealed()).hasToString("SealedEmail[•••]");
        assertThat(kept.lookup()).hasToString("EmailLookup[•••]");
        assertThat(JsonMapper.shared().writeValueAsString(kept.sealed())).isEqualTo("\"SealedEmail[•••]\"");
        assertThat(JsonMapper.shared().writeValueAsString(kept.lookup())).isEqualTo("\"EmailLookup[•••]\"");
    }

    @Test
    void noExceptionTellsIt() {
        var sealed = TestVault.emails().seal(email(TYPED), "demo", AUTHOR);

        var failure = catchThrowable(() -> TestVault.emails().open(sealed, "other", AUTHOR));

        assertThat(failure).isInstanceOf(EmailDoesNotOpen.class).hasMessageContaining(AUTHOR.toString());
        assertThat(failure).hasNoCause().hasMessageNotContaining(CANARY);
    }

    @Test
    void aFormIsDecodedStraightIntoTheTypeThatHidesIt() {
        var form = JsonMapper.shared().readValue("{\"name\":\"Ayesha\",\"email\":\"" + TYPED + "\"}", Form.class);

        assertThat(form.email().asTyped()).isEqualTo(TYPED);
        assertThat(form).hasToString("Form[name=Ayesha, email=•••]");
        assertThat(JsonMapper.shared().readValue("{\"email\":null}", Form.class).email())
                .isNull();
    }

    @Test
    void springsLogOfDecodedBodiesDoesNotShowItWhereAPlainStringWouldBeShown() {
        assertThat(loggedWhileDecoding(Form.class)).contains("Ayesha").doesNotContain(CANARY);
        assertThat(loggedWhileDecoding(CarelessForm.class))
                .as("the planted leak")
                .contains(CANARY);
    }

    private static List<Object> everythingThatHoldsIt() {
        var kept = kept();
        return List.of(
                kept,
                kept.email(),
                kept.sealed(),
                kept.lookup(),
                kept.parsed(),
                TypedEmail.of(TYPED),
                new Form("Ayesha", TypedEmail.of(TYPED)),
                Map.of("email", email(TYPED)),
                List.of(email(TYPED)));
    }

    private static Kept kept() {
        var address = email(TYPED);
        return new Kept(
                address,
                TestVault.emails().seal(address, "demo", AUTHOR),
                TestVault.emails().lookup(address, "demo"),
                new ParsedEmail.Accepted(address));
    }

    private static String printed(Object it) {
        return Stream.of(
                        it.toString(),
                        String.format(Locale.ROOT, "%s %S %20.60s", it, it, it),
                        String.valueOf(it),
                        "" + it,
                        new IllegalArgumentException("for " + it).toString())
                .collect(Collectors.joining(" "));
    }

    private static String loggedWhileDecoding(Class<?> form) {
        var log = (Logger) LoggerFactory.getLogger(JacksonJsonDecoder.class.getPackageName());
        var before = log.getLevel();
        var shown = new ListAppender<ILoggingEvent>();
        shown.start();
        log.addAppender(shown);
        log.setLevel(Level.TRACE);
        try {
            var body = DefaultDataBufferFactory.sharedInstance.wrap(
                    ("{\"name\":\"Ayesha\",\"email\":\"" + TYPED + "\"}").getBytes(UTF_8));
            new JacksonJsonDecoder()
                    .decodeToMono(Mono.just(body), ResolvableType.forClass(form), MediaType.APPLICATION_JSON, Map.of())
                    .block();
            return shown.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
        } finally {
            log.setLevel(before);
            log.detachAppender(shown);
        }
    }
}
