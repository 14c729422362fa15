package uk.route2b.server.register;

/**
 * Something about the register that cannot be right.
 *
 * @param line of the configuration file; 0 for all of it
 * @param subject a file, or who it is about
 * @param problem one sentence
 * @param remedy what mends it
 */
public record RegisterFinding(int line, String subject, String problem, String remedy) {
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ", " : "") + subject + ": " + problem;
    }
}
