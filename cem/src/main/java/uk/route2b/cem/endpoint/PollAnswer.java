package uk.route2b.cem.endpoint;

/** The answer to a poll when nothing waits: an oadrResponse 200, wrapped or bare as the poll was. */
final class PollAnswer {
    private static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    private static final String EI = "http://docs.oasis-open.org/ns/energyinterop/201110";
    private static final String PAYLOADS = EI + "/payloads";

    private PollAnswer() {}

    static String nothing(String ven, boolean wrapped) {
        String response = "<oadr:oadrResponse ei:schemaVersion=\"2.0b\"><ei:eiResponse>"
                + "<ei:responseCode>200</ei:responseCode><ei:responseDescription>OK</ei:responseDescription>"
                + "<pyld:requestID/></ei:eiResponse><ei:venID>" + escaped(ven) + "</ei:venID></oadr:oadrResponse>";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + (wrapped ? wrap(response) : bare(response));
    }

    private static String wrap(String response) {
        return "<oadr:oadrPayload" + names() + "><oadr:oadrSignedObject>" + response
                + "</oadr:oadrSignedObject></oadr:oadrPayload>";
    }

    private static String bare(String response) {
        return response.replaceFirst("<oadr:oadrResponse", "<oadr:oadrResponse" + names());
    }

    private static String names() {
        return " xmlns:oadr=\"" + OADR + "\" xmlns:ei=\"" + EI + "\" xmlns:pyld=\"" + PAYLOADS + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
