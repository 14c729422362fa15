package uk.route2b.client.testing;

import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** Small OpenADR payloads, enough for their kind to be read. */
public final class Payloads {
    private static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";

    private Payloads() {}

    public static Octets of(String message, String text) {
        return Octets.ofText("<oadrPayload xmlns=\"" + OADR + "\"><oadrSignedObject><" + message + "><requestID>" + text
                + "</requestID></" + message + "></oadrSignedObject></oadrPayload>");
    }

    public static OpenAdrExchange events(String text) {
        return OpenAdrExchange.of(of("oadrDistributeEvent", text));
    }

    public static OpenAdrExchange createReport(String text) {
        return OpenAdrExchange.of(of("oadrCreateReport", text));
    }

    public static Octets createdEvent(String text) {
        return of("oadrCreatedEvent", text);
    }

    public static Octets poll() {
        return of("oadrPoll", "1");
    }
}
