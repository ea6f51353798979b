package greenroom.ratelimit;

/** What a bucket belongs to; {@link #toString()} is its name in headers. */
public enum Limited {
    CLIENT("client"),
    AUTHOR("author"),
    SITE("site");

    private final String label;

    Limited(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
