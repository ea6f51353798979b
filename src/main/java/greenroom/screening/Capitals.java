package greenroom.screening;

/** How much of a text shouts; only scripts that have capitals count. */
record Capitals(int upper, int cased) {

    private static final int ENOUGH_TO_JUDGE = 12;
    private static final int MOST_PERCENT = 80;

    static Capitals in(String text) {
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            upper += Character.isUpperCase(letter) ? 1 : 0;
            lower += Character.isLowerCase(letter) ? 1 : 0;
            i += Character.charCount(letter);
        }
        return new Capitals(upper, upper + lower);
    }

    boolean areMost() {
        return cased >= ENOUGH_TO_JUDGE && upper * 100L >= cased * (long) MOST_PERCENT;
    }

    @Override
    public String toString() {
        return upper + " of " + cased + " letters";
    }
}
