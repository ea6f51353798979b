package greenroom.submission;

import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same author, the same text, the same thread, within a day. */
class DuplicateTests extends RunningService {
    private String thread;
    private String email;
    private Reader elsewhere;

    @BeforeEach
    void meet() {
        thread = newThread();
        email = newEmail();
        elsewhere = new Reader(clientFrom("127.0.0.2"), "demo");
    }

    private Submissions again() {
        return aSubmission().to(thread).from(email);
    }

    private void isADuplicate(Reader who, Submissions submission) {
        var before = store.commentsIn(thread);
        assertThat(problem(who.tries(submission), 409)).isEqualTo("duplicate-comment");
        assertThat(store.commentsIn(thread)).isEqualTo(before);
    }

    @Test
    void isRefusedWhileTheFirstOneWaits() {
        reader.submits(again());

        isADuplicate(reader, again());
    }

    @Test
    void isKnownUnderAnotherName() {
        reader.submits(again());

        isADuplicate(reader, again().named("Somebody else"));
    }

    @Test
    void isKnownByTheTextAsItNowStands() {
        reader.submits(again().saying("Wohl\u0308 gesagt."));

        isADuplicate(reader, again().saying(" Wo\u0001hl\u0308\u202E gesagt.\r\n"));
    }

    @Test
    void isKnownByTheDomainInAnyCase() {
        var at = email.indexOf('@');
        reader.submits(again());

        isADuplicate(reader, again().from(" " + email.substring(0, at) + "@EXAMPLE.Org "));
    }

    @Test
    void isAnotherAuthorByTheLocalPartInAnotherCase() {
        reader.submits(again());

        reader.submits(again().from(email.replace("reader", "READER")));
    }

    @Test
    void isTakenInAnotherThread() {
        reader.submits(again());

        reader.submits(again().to(newThread()));
    }

    @Test
    void isTakenOnAnotherSite() {
        reader.submits(again());

        new Reader(http, newSite("{}")).submits(again());
    }

    @Test
    void isTakenWithAnotherText() {
        reader.submits(again());

        reader.submits(again().saying("well said."));
    }

    @Test
    void isRefusedFromAnywhereWhileTheFirstOneWaits() {
        reader.submits(again());

        isADuplicate(elsewhere, again());
    }

    @Test
    void isRefusedFromAnywhereWhileAModeratorHasItInSpam() {
        store.markAsSpam(reader.submits(again()).id());

        isADuplicate(reader, again());
        isADuplicate(elsewhere, again());
    }

    @Test
    void isRefusedFromTheSameClientOnceItIsApproved() {
        store.approve(reader.submits(again()).id());

        isADuplicate(reader, again());
    }

    @Test
    void isTakenFromAnotherClientOnceItIsApprovedAndMarkedForTheModerator() {
        store.approve(reader.submits(again()).id());

        var repeated = elsewhere.submits(again());

        assertThat(store.text("SELECT signals->0->>'code' FROM comment WHERE id = ?::uuid", repeated.id()))
                .isEqualTo("repeated");
        assertThat(store.statusOf(repeated.id())).isEqualTo("pending");
    }

    @Test
    void isRefusedFromTheClientBehindTheProxyThatSentIt() {
        var behindTheProxy = clientFrom(PROXY);
        var here = new Reader(
                behindTheProxy
                        .mutate()
                        .defaultHeader("X-Forwarded-For", "192.0.2.1")
                        .build(),
                "demo");
        var there = new Reader(
                behindTheProxy
                        .mutate()
                        .defaultHeader("X-Forwarded-For", "192.0.2.2")
                        .build(),
                "demo");
        store.approve(here.submits(again()).id());

        isADuplicate(here, again());
        there.submits(again());
    }

    @Test
    void isRefusedFromTheSameNetworkOfIpv6() {
        var behindTheProxy = clientFrom(PROXY);
        store.approve(new Reader(behindTheProxy, "demo")
                .submits(again(), Map.of("X-Forwarded-For", "2001:db8:0:1::1"))
                .id());

        assertThat(problem(
                        new Reader(behindTheProxy, "demo")
                                .tries(again(), Map.of("X-Forwarded-For", "2001:db8:0:1:ffff::2")),
                        409))
                .isEqualTo("duplicate-comment");
        new Reader(behindTheProxy, "demo").submits(again(), Map.of("X-Forwarded-For", "2001:db8:0:2::1"));
    }

    @Test
    void isTakenOnceTheFirstOneIsRejectedOrWithdrawn() {
        store.reject(reader.submits(again()).id());

        var second = reader.submits(again());
        reader.triesToWithdraw(second).expectStatus().isNoContent();

        reader.submits(again());
    }

    @Test
    void isRefusedUntilADayHasGone() {
        var first = reader.submits(again());

        store.age(first.id(), "23:59:30");
        isADuplicate(reader, again());

        store.age(first.id(), "00:00:31");
        reader.submits(again());
        isADuplicate(reader, again());
    }

    @Test
    void isRefusedUntilADayHasGoneOnceItIsApproved() {
        var first = reader.submits(again());
        store.approve(first.id());

        store.age(first.id(), "23:59:30");
        isADuplicate(reader, again());

        store.age(first.id(), "00:00:31");
        reader.submits(again());
    }

    @Test
    void isRefusedWhenAnEditMakesItOne() {
        reader.submits(again().saying("Well said."));
        var other = reader.submits(again().saying("Well, well."));

        assertThat(problem(reader.edits(other, "Well said."), 409)).isEqualTo("duplicate-comment");
        assertThat(Reader.body(reader.triesToLookAt(other)).path("body").asString())
                .isEqualTo("Well, well.");
    }

    @Test
    void isTakenWhenAnEditMadeTheFirstOneAnother() {
        var first = reader.submits(again().saying("Well said."));
        reader.edits(first, "Well, well.").expectStatus().isOk();

        reader.submits(again().saying("Well said."));
        isADuplicate(reader, again().saying("Well, well."));
    }

    @Test
    void isKeptOnceOfManyAtOnce() {
        var answers = together(
                20,
                any -> reader.tries(again())
                        .returnResult(byte[].class)
                        .getStatus()
                        .value());

        assertThat(answers).containsOnlyOnce(202).contains(409);
        assertThat(answers.stream().distinct()).hasSize(2);
        assertThat(store.commentsIn(thread)).isOne();
        assertThat(List.of(store.number("SELECT count(*) FROM thread WHERE key = ?", thread)))
                .containsExactly(1L);
    }
}
