package uk.route2b.simulator.openadr;

/** A number in a message from outside, which may not be one. */
final class WholeNumber {
    /** Stands for what is no number. */
    static final int NONE = -1;

    private WholeNumber() {}

    static int read(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : NONE;
    }
}
