package uk.route2b.pki.command;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import uk.route2b.commandline.Console;

/**
 * What a command needs of the world. A command class takes it in its constructor; tests hand in another one.
 *
 * @param console the three streams
 * @param clock now
 * @param random keys and serial numbers
 * @param environment the variables of the process, for passwords
 */
public record Surroundings(Console console, InstantSource clock, SecureRandom random, Map<String, String> environment) {
    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(Console.ofProcess(), Clock.systemUTC(), new SecureRandom(), System.getenv());
    }
}
