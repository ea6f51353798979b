package greenroom.web;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Refuses requests of one kind to public paths by their heads, while there is no use in taking them. Between the codec and
 * everything else: a refusal must cost next to nothing, for it is given most when there is least to give.
 *
 * <p>It is asked on event loops, about requests only in which there is nothing else that would be refused: see {@link
 * EarlyRefusals}. The answer is the very one of the ordinary way, but for its line in the access log, which would cost more
 * than all of it.
 */
public interface EarlyRefusal {
    /** Whether the request is refused now. While there is room this costs no more than a look at a field. */
    boolean refuses(HttpRequest head);

    /** The problem that it is answered with. */
    Problem problem();

    /** Adds what its answers have beyond those of public JSON and of the problem. */
    void complete(HttpHeaders answer, Client client);
}
