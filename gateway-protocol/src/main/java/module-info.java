/** The contract of both ends of route 2b: octets in, values out. */
module uk.route2b.protocol {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires java.xml;

    exports uk.route2b.protocol.octets;
    exports uk.route2b.protocol.identity;
    exports uk.route2b.protocol.certificate;
}
