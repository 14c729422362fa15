/** The contract of both ends of route 2b: octets in, values out. */
module uk.route2b.protocol {
    requires static transitive org.jspecify;
    requires transitive tools.jackson.core;
    requires transitive tools.jackson.databind;
    requires java.xml;

    exports uk.route2b.protocol.octets;
    exports uk.route2b.protocol.identity;
    exports uk.route2b.protocol.message;
    exports uk.route2b.protocol.tunnel;
    exports uk.route2b.protocol.meter;
    exports uk.route2b.protocol.duis;
    exports uk.route2b.protocol.link;
    exports uk.route2b.protocol.json;
    exports uk.route2b.protocol.openadr;
    exports uk.route2b.protocol.configuration;
    exports uk.route2b.protocol.certificate;
    exports uk.route2b.protocol.transcript;
}
