package greenroom.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start on a part of a backup in two sentences instead of a stack trace; named in {@code spring.factories}. */
final class RestoreUnfinishedAnalyzer extends AbstractFailureAnalyzer<RestoreUnfinished> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, RestoreUnfinished problem) {
        return new FailureAnalysis(String.valueOf(problem.getMessage()), problem.remedy(), problem);
    }
}
