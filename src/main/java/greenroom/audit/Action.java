package greenroom.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be done that the audit tells of. In JSON and in the store: lower case, with hyphens. */
public enum Action {
    DECIDE,
    EDIT,
    REPLY,
    REVEAL_EMAIL,
    AUTHOR_EDIT,
    WITHDRAW,
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    CSRF_REFUSED,
    ACCESS_REFUSED,
    SITE_CREATE,
    SITE_CHANGE,
    THREAD_CHANGE,
    AUTHOR_CHANGE,
    RULE_CREATE,
    RULE_CHANGE,
    RULE_DELETE,
    MODERATOR_CREATE,
    MODERATOR_CHANGE,
    MODERATOR_DISABLE,
    PASSWORD_CHANGE,
    SECOND_FACTOR_ENABLE,
    SECOND_FACTOR_DISABLE,
    SECOND_FACTOR_RESET,
    RECOVERY_CODES_RENEW,
    RECOVERY_CODE_USE,
    TOKEN_CREATE,
    TOKEN_REVOKE,
    PRIVACY_EXPORT,
    PRIVACY_ERASE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
