package greenroom.moderator;

/**
 * Somebody's session. Who they are now, their account tells.
 *
 * @param epoch the account's when it was opened: at another one the session is over
 * @param vouched whether an OpenID provider vouched for them: then its second factor counts, and ours is not asked
 * @param csrfToken what the browser's unsafe requests must repeat
 */
record OpenSession(String id, String username, int epoch, boolean vouched, String csrfToken) {
    @Override
    public String toString() {
        return "OpenSession[" + username + "]";
    }
}
