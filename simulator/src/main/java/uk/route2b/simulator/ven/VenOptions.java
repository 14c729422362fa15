package uk.route2b.simulator.ven;

import java.net.URI;
import java.util.OptionalInt;
import uk.route2b.simulator.events.Events;

/**
 * How to start a VEN.
 *
 * @param vtnUrl with the base path, as in {@code http://127.0.0.1:8080/OpenADR2/Simple/2.0b}
 * @param venId its identifier, agreed beforehand
 * @param venName its name for people
 * @param pollMillis between two polls
 * @param opt what it answers to events
 * @param listenPort where pushes are heard on 127.0.0.1, 0 for any free port; without it the VEN only polls
 * @param statusPort where it tells what it did on 127.0.0.1, 0 for any free port
 * @param steps hears each step
 */
public record VenOptions(
        URI vtnUrl,
        String venId,
        String venName,
        long pollMillis,
        Opt opt,
        OptionalInt listenPort,
        int statusPort,
        Events steps) {
    /** Whether a VEN takes part. */
    public enum Opt {
        /** It does. */
        IN("optIn"),
        /** It does not. */
        OUT("optOut");

        private final String word;

        Opt(String word) {
            this.word = word;
        }

        /** Its word in XML. */
        public String word() {
            return word;
        }
    }

    /** Checks identifier and times; a final slash of the URL goes. */
    public VenOptions {
        vtnUrl = URI.create(vtnUrl.toString().replaceAll("/+$", ""));
        if (venId.isBlank() || pollMillis < 1) {
            throw new IllegalArgumentException("a VEN has an identifier and polls at most a thousand times a second");
        }
    }

    /** A VEN that polls each second and takes part. */
    public static VenOptions polling(URI vtnUrl, String venId) {
        return new VenOptions(vtnUrl, venId, venId, 1000, Opt.IN, OptionalInt.empty(), 0, Events.UNHEARD);
    }

    /** The same with another time between polls. */
    public VenOptions every(long millis) {
        return new VenOptions(vtnUrl, venId, venName, millis, opt, listenPort, statusPort, steps);
    }

    /** The same with another answer to events. */
    public VenOptions with(Opt other) {
        return new VenOptions(vtnUrl, venId, venName, pollMillis, other, listenPort, statusPort, steps);
    }

    /** The same, hearing pushes on {@code port}. */
    public VenOptions listening(int port) {
        return new VenOptions(vtnUrl, venId, venName, pollMillis, opt, OptionalInt.of(port), statusPort, steps);
    }
}
