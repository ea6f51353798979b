package greenroom.screening;

/** A rule that found something, and where, in words. */
record RuleHit(Rule rule, String where) {
    /** A sentence for a moderator; a reader never sees it. */
    String sentence() {
        return "A rule against " + rule.kind().words() + " “" + Quote.of(rule.value()) + "” found it in the " + where
                + "; such comments are " + rule.action().words() + ".";
    }
}
