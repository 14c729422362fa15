package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Reads the thresholds of anomaly detection; those that the file has stand in the place of the usual ones. */
final class AnomalyReader {
    private static final int DAY = 24 * 60 * 60;
    private static final int THRESHOLDS_MOST = 100;
    private static final long MOST = Long.MAX_VALUE / 10;

    private AnomalyReader() {}

    static AnomalyLimits read(Fields fields) {
        AnomalyLimits usual = AnomalyLimits.DEFAULT;
        Duration window = fields.seconds("windowSeconds", (int) usual.window().toSeconds(), 10, DAY);
        boolean learn = fields.optionalParsed("learn", AnomalyReader::bool).orElse(usual.learn());
        List<Threshold> thresholds = fields.has("thresholds")
                ? fields.objects("thresholds").stream()
                        .map(AnomalyReader::threshold)
                        .toList()
                : usual.thresholds();
        if (thresholds.size() > THRESHOLDS_MOST) {
            fields.fault("thresholds", "there are at most " + THRESHOLDS_MOST);
        }
        if (new HashSet<>(thresholds).size() < thresholds.size()) {
            fields.fault("thresholds", "two are the same in every key, and would count everything twice");
        }
        fields.finish();
        return new AnomalyLimits(window, learn, thresholds);
    }

    private static Threshold threshold(Fields fields) {
        Threshold threshold = new Threshold(
                fields.optionalParsed("of", AnomalyReader::isFleet).orElse(false),
                fields.optionalParsed("direction", AnomalyReader::direction).orElse(Threshold.ANY),
                fields.text("kind", Threshold.ANY),
                fields.longNumber("count", Long.MAX_VALUE, 0, MOST),
                fields.longNumber("octets", Long.MAX_VALUE, 0, MOST),
                fields.optionalParsed("breach", Breach::parse).orElse(Breach.WARN));
        fields.finish();
        return threshold;
    }

    private static boolean isFleet(String word) {
        if (!word.equals("cem") && !word.equals("fleet")) {
            throw new IllegalArgumentException("it is cem, for each alone, or fleet, for all of a DSRSP together");
        }
        return word.equals("fleet");
    }

    private static String direction(String word) {
        if (!word.equals("up") && !word.equals("down") && !word.equals(Threshold.ANY)) {
            throw new IllegalArgumentException("it is up, down or any");
        }
        return word;
    }

    static boolean bool(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("it is true or false");
        }
        return word.equals("true");
    }
}
