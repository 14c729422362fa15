package uk.route2b.server.configuration;

import uk.route2b.server.configuration.ServerConfiguration.LinkLimits;
import uk.route2b.server.configuration.ServerConfiguration.Push;

/** Reads how much may wait, and refuses limits that would let nothing through. */
final class DeliveryReader {
    private static final long OCTETS_MOST = 1L << 50;
    /** With each look a node says that it lives, and counts as dead once it has not for a minute. */
    private static final int RECONCILE_MOST = 20;

    private DeliveryReader() {}

    static DeliveryLimits read(Fields fields, LinkLimits link, Push push) {
        DeliveryLimits usual = DeliveryLimits.DEFAULT;
        DeliveryLimits limits = new DeliveryLimits(
                fields.number("queuedPayloads", usual.queuedPayloads(), 1, 1_000_000),
                fields.longNumber("queuedOctets", usual.queuedOctets(), 1, OCTETS_MOST),
                fields.longNumber("queuedOctetsInAll", usual.queuedOctetsInAll(), 1, OCTETS_MOST),
                fields.longNumber("requestOctets", usual.requestOctets(), 1, OCTETS_MOST),
                fields.longNumber("requestOctetsInAll", usual.requestOctetsInAll(), 1, OCTETS_MOST),
                fields.seconds("reconcileSeconds", (int) usual.reconcile().toSeconds(), 1, RECONCILE_MOST),
                FallbackReader.read(fields.object("fallback")));
        least(fields, "queuedOctets", limits.queuedOctets(), push.bodyOctets(), "push.bodyOctets");
        least(fields, "queuedOctetsInAll", limits.queuedOctetsInAll(), limits.queuedOctets(), "queuedOctets");
        least(fields, "requestOctets", limits.requestOctets(), link.messageOctets(), "link.messageOctets");
        least(fields, "requestOctetsInAll", limits.requestOctetsInAll(), limits.requestOctets(), "requestOctets");
        fields.finish();
        return limits;
    }

    private static void least(Fields fields, String key, long value, long least, String other) {
        if (value < least) {
            fields.fault(key, "it is " + value + " and " + other + " is " + least + ": the largest would never fit");
        }
    }
}
