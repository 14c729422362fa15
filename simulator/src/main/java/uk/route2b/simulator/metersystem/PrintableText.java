package uk.route2b.simulator.metersystem;

/** The characters that travel over route 2a: 0x20 to 0x7E (DUIS pattern {@code [ -~]+}). */
final class PrintableText {
    private PrintableText() {}

    static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character >= 0x20 && character <= 0x7E);
    }
}
