package greenroom.privacy;

import java.nio.file.Path;

/**
 * Why the service does not start with the keys it was given, and how to mend it. Names files, never what is in them: that
 * is also why the parser's own exception is not kept as its cause.
 */
final class KeysetProblem extends RuntimeException {
    private final String what;
    private final String remedy;

    private KeysetProblem(String what, String remedy) {
        super(what + " " + remedy);
        this.what = what;
        this.remedy = remedy;
    }

    static KeysetProblem missing(Path file) {
        return new KeysetProblem(
                "The keyset file " + file + " is not there.",
                "Put it back from your backup, or correct greenroom.privacy.keyset. For a new installation leave that"
                        + " property out and start once: the file keys/keyset.json is then made in greenroom.data-dir, and"
                        + " can be copied from there.");
    }

    static KeysetProblem unreadable(Path file) {
        return new KeysetProblem(
                "The keyset file " + file + " cannot be read.",
                "Let the user that runs Greenroom read it: it is to be an ordinary file of that user with mode 600.");
    }

    static KeysetProblem invalid(Path file) {
        return new KeysetProblem(
                "The keyset file " + file
                        + " is not a whole keyset of Greenroom: it is cut off, changed, or another file.",
                "Put it back from your backup. Do not delete it where there are comments: without their keys their emails"
                        + " can never be read again.");
    }

    static KeysetProblem unwritable(Path file, String reason) {
        return new KeysetProblem(
                "The keyset file " + file + " could not be made (" + reason + ").",
                "Let the user that runs Greenroom write to its folder, on a file system that knows hard links, or name a"
                        + " keyset made elsewhere by greenroom.privacy.keyset.");
    }

    static KeysetProblem alreadyThere(Path file) {
        return new KeysetProblem(
                "There is a file " + file + " already, and keysets are never overwritten.", "Name another file.");
    }

    static KeysetProblem ofAnotherInstallation() {
        return new KeysetProblem(
                "The keyset is not the one this database was written with, so its emails could not be read.",
                "Put back the keyset that belongs to this database (by default keys/keyset.json in greenroom.data-dir, or"
                        + " the file that greenroom.privacy.keyset names), or connect to the database that belongs to this"
                        + " keyset.");
    }

    static KeysetProblem incomplete() {
        return new KeysetProblem(
                "The keyset lacks keys that the newest email in this database was stored with: it is from before the last"
                        + " rotation, or put together from two.",
                "Put back the newest keyset of this installation.");
    }

    static KeysetProblem unasked(Exception databaseFailed) {
        var problem = new KeysetProblem(
                "The database did not tell whether the keyset belongs to it.",
                "See that the database is up and its migrations have run, then start again.");
        problem.initCause(databaseFailed);
        return problem;
    }

    String what() {
        return what;
    }

    String remedy() {
        return remedy;
    }
}
