package uk.route2b.benchmarks;

import uk.route2b.protocol.octets.Octets;

/** OpenADR payloads of our own making, as large as real ones. */
final class Payload {
    private static final String HEAD = "<oadr:oadrPayload xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\"><oadr:oadrSignedObject>"
            + "<oadr:oadrDistributeEvent ei:schemaVersion=\"2.0b\"><ei:vtnID>th_vtn</ei:vtnID>";
    private static final String TAIL = "</oadr:oadrDistributeEvent></oadr:oadrSignedObject></oadr:oadrPayload>";

    private Payload() {}

    /** A document of {@code size} octets or a little more; it deflates about as well as a real event. */
    static Octets ofSize(int size) {
        StringBuilder xml = new StringBuilder(HEAD);
        for (int interval = 0; xml.length() + TAIL.length() < size; interval++) {
            xml.append("<ei:interval><ei:uid>").append(interval).append("</ei:uid><ei:value>");
            xml.append(interval * 7919 % 1000).append("</ei:value></ei:interval>");
        }
        return Octets.ofText(xml.append(TAIL).toString());
    }
}
