package greenroom.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start without any database in two sentences instead of a stack trace; named in {@code spring.factories}. */
final class NoDatabaseAnalyzer extends AbstractFailureAnalyzer<NoDatabase> {
    private static final String REMEDY =
            "Set spring.r2dbc.url (in the environment SPRING_R2DBC_URL) to a PostgreSQL 15 or newer, such as"
                    + " r2dbc:postgresql://db/greenroom, with spring.r2dbc.username and spring.r2dbc.password; or run the"
                    + " build that brings one along (-Dimage=single).";

    @Override
    protected FailureAnalysis analyze(Throwable failure, NoDatabase problem) {
        return new FailureAnalysis(String.valueOf(problem.getMessage()), REMEDY, problem);
    }
}
