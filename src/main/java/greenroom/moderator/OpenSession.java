package greenroom.moderator;

/**
 * Somebody's session. Who they are now, their account tells.
 *
 * @param epoch the account's when it was opened: at another one the session is over
 * @param csrfToken what the browser's unsafe requests must repeat
 */
record OpenSession(String id, String username, int epoch, String csrfToken) {
    @Override
    public String toString() {
        return "OpenSession[" + username + "]";
    }
}
