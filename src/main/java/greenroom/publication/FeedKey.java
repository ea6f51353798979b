package greenroom.publication;

/**
 * Names one feed.
 *
 * @param thread the thread's key as it is stored, or {@link Freshness#ALL}
 * @param self the feed's own address, which stands in it
 */
record FeedKey(String site, String thread, String self) implements ThreadCache.Key {
    boolean isOfAThread() {
        return !thread.equals(Freshness.ALL);
    }

    @Override
    public int length() {
        return site.length() + thread.length() + self.length();
    }
}
