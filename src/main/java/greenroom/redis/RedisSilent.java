package greenroom.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** Redis was not asked, or did not answer in time. It has no stack trace: it tells of Redis, not of a fault in the code. */
public final class RedisSilent extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    RedisSilent(String use, @Nullable Throwable why) {
        super("Redis does not answer for " + use, why);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
