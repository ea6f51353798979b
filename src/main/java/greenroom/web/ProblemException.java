package greenroom.web;

/** A {@link Problem} on its way to the edge. It has no stack trace: it tells of a request, not of a fault in the code. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
