package uk.route2b.protocol.duis;

/**
 * Which service a request asks for.
 *
 * @param reference such as 6.14
 * @param variant such as 6.14.1
 */
public record ServiceReference(String reference, String variant) {
    /** Update Device Configuration (Auxiliary Load Control Descriptions), which becomes ECS46a. */
    public static final ServiceReference LABELS = new ServiceReference("6.14", "6.14.1");
}
