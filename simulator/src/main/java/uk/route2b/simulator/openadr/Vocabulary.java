package uk.route2b.simulator.openadr;

import java.util.List;

/** The namespaces of OpenADR 2.0b, each of which makes its own elements. */
public enum Vocabulary {
    /** The profile itself. */
    OADR("oadr", "http://openadr.org/oadr-2.0b/2012/07"),
    /** OASIS Energy Interoperation. */
    EI("ei", "http://docs.oasis-open.org/ns/energyinterop/201110"),
    /** Its payloads. */
    PYLD("pyld", "http://docs.oasis-open.org/ns/energyinterop/201110/payloads"),
    /** OASIS EMIX. */
    EMIX("emix", "http://docs.oasis-open.org/ns/emix/2011/06"),
    /** iCalendar in XML. */
    XCAL("xcal", "urn:ietf:params:xml:ns:icalendar-2.0"),
    /** Streams of intervals. */
    STRM("strm", "urn:ietf:params:xml:ns:icalendar-2.0:stream");

    private final String prefix;
    private final String namespace;

    Vocabulary(String prefix, String namespace) {
        this.prefix = prefix;
        this.namespace = namespace;
    }

    String prefix() {
        return prefix;
    }

    String namespace() {
        return namespace;
    }

    /** An element with {@code children}. */
    public Element element(String name, Element... children) {
        return new Element(namespace, name, "", List.of(children));
    }

    /** An element with {@code children}. */
    public Element element(String name, List<Element> children) {
        return new Element(namespace, name, "", children);
    }

    /** An element with the text form of {@code value}. */
    public Element text(String name, Object value) {
        return new Element(namespace, name, value.toString(), List.of());
    }
}
