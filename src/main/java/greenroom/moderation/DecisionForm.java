package greenroom.moderation;

import greenroom.comment.Status;
import greenroom.web.FieldError;
import greenroom.web.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decisions as they are sent. Use {@link #toDecisions()} only when there are no {@link #errors()}. */
record DecisionForm(@Nullable List<@Nullable One> decisions) {
    private static final int MOST = 100;

    record One(
            @Nullable String id,
            @Nullable Integer version,
            @Nullable String to,
            @Nullable String reason) {}

    List<FieldError> errors() {
        if (decisions == null || decisions.isEmpty() || decisions.size() > MOST) {
            return List.of(new FieldError("/decisions", "decisions-invalid", "Send 1 to " + MOST + " decisions."));
        }
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < decisions.size(); i++) {
            errors.addAll(errorsOf(decisions.get(i), "/decisions/" + i));
        }
        return errors;
    }

    private static List<FieldError> errorsOf(@Nullable One one, String pointer) {
        if (one == null) {
            return List.of(new FieldError(pointer, "decision-invalid", "A decision must not be null."));
        }
        var errors = new ArrayList<FieldError>();
        if (one.id() == null || Parameters.uuid(one.id()).isEmpty()) {
            errors.add(new FieldError(pointer + "/id", "id-invalid", "A decision needs the id of a comment."));
        }
        if (one.version() == null || one.version() < 0) {
            errors.add(new FieldError(
                    pointer + "/version", "version-invalid", "A decision needs the version that you saw."));
        }
        if (target(one.to()).isEmpty()) {
            errors.add(new FieldError(
                    pointer + "/to", "to-invalid", "A comment can become pending, approved, rejected or spam."));
        }
        Wording.errorOfReason(pointer + "/reason", one.reason()).ifPresent(errors::add);
        return errors;
    }

    private static Optional<Status> target(@Nullable String code) {
        return Status.of(String.valueOf(code)).filter(status -> status != Status.WITHDRAWN);
    }

    List<Decision> toDecisions() {
        var valid = new ArrayList<Decision>();
        for (One one : decisions == null ? List.<One>of() : decisions) {
            valid.add(decision(one));
        }
        return valid;
    }

    private static Decision decision(@Nullable One one) {
        if (one == null || one.version() == null) {
            throw new IllegalStateException("This form has errors");
        }
        return new Decision(
                Parameters.uuid(String.valueOf(one.id())).orElseThrow(),
                one.version(),
                target(one.to()).orElseThrow(),
                Wording.reason(one.reason()));
    }
}
