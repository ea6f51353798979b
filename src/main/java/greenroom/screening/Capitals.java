package greenroom.screening;

/** How much of a text shouts; only scripts that have capitals count. */
record Capitals(int upper, int cased) {

    private static final int ENOUGH_TO_JUDGE = 12;
    private static final int MOST_PERCENT = 80;

    static Capitals in(String text) {
        int upper = (int) text.codePoints().filter(Character::isUpperCase).count();
        int lower = (int) text.codePoints().filter(Character::isLowerCase).count();
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
