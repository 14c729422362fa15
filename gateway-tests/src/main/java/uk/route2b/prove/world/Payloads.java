package uk.route2b.prove.world;

import java.util.Optional;
import java.util.regex.Pattern;

/** The OpenADR messages of the proofs: small, with an identifier in the requestID that is read back by its form. */
public final class Payloads {
    private static final Pattern REQUEST_ID = Pattern.compile("<pyld:requestID>([^<]*)</pyld:requestID>");
    private static final Pattern VEN_ID = Pattern.compile("<ei:venID>([^<]*)</ei:venID>");
    private static final String NAMES = " xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"";

    private Payloads() {}

    /** The identifier in a message. */
    public static Optional<String> id(String xml) {
        return REQUEST_ID
                .matcher(xml)
                .results()
                .map(found -> found.group(1))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The VEN in a message of its own. */
    public static Optional<String> ven(String xml) {
        return VEN_ID.matcher(xml).results().map(found -> found.group(1)).findFirst();
    }

    /** A list of events: all events of its VEN, here none. */
    public static String distributeEvent(String id) {
        return wrapped(
                "oadrDistributeEvent",
                response("") + "<pyld:requestID>" + id + "</pyld:requestID><ei:vtnID>vtn</ei:vtnID>");
    }

    /** One of three messages of a VTN none of which replaces another. */
    public static String report(String id, String ven, int kind) {
        String message = switch (kind % 3) {
            case 0 -> "oadrCreateReport";
            case 1 -> "oadrCancelReport";
            default -> "oadrRegisterReport";
        };
        return wrapped(message, "<pyld:requestID>" + id + "</pyld:requestID><ei:venID>" + ven + "</ei:venID>");
    }

    /** What a VEN tells its VTN. */
    public static String updateReport(String id, String ven) {
        return wrapped(
                "oadrUpdateReport", "<pyld:requestID>" + id + "</pyld:requestID><ei:venID>" + ven + "</ei:venID>");
    }

    /** A VEN's answer to events, which is urgent. */
    public static String createdEvent(String id, String ven) {
        return wrapped(
                "oadrCreatedEvent",
                "<pyld:eiCreatedEvent>" + response(id) + "<ei:venID>" + ven + "</ei:venID></pyld:eiCreatedEvent>");
    }

    /** What the VTN answers; {@code mark} is another one each time. */
    public static String answer(String mark) {
        return wrapped("oadrResponse", response(mark));
    }

    /** A VEN asks for what waits. */
    public static String poll(String ven) {
        return wrapped("oadrPoll", "<ei:venID>" + ven + "</ei:venID>");
    }

    private static String response(String id) {
        return "<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID>" + id
                + "</pyld:requestID></ei:eiResponse>";
    }

    private static String wrapped(String message, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><oadr:oadrPayload" + NAMES + "><oadr:oadrSignedObject><oadr:"
                + message + " ei:schemaVersion=\"2.0b\">" + inner + "</oadr:" + message
                + "></oadr:oadrSignedObject></oadr:oadrPayload>";
    }
}
