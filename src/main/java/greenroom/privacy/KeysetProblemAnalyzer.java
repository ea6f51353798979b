package greenroom.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start that failed for its keys in two sentences instead of a stack trace; named in {@code spring.factories}. */
final class KeysetProblemAnalyzer extends AbstractFailureAnalyzer<KeysetProblem> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, KeysetProblem problem) {
        return new FailureAnalysis(problem.what(), problem.remedy(), problem);
    }
}
