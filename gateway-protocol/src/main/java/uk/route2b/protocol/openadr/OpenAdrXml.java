package uk.route2b.protocol.openadr;

/** Names and small pieces of OpenADR 2.0b XML, for those who write a message of their own. */
public final class OpenAdrXml {
    public static final String OADR = PayloadReader.OADR;
    public static final String EI = "http://docs.oasis-open.org/ns/energyinterop/201110";
    public static final String PAYLOADS = EI + "/payloads";
    public static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final String NAMESPACES =
            " xmlns:oadr=\"" + OADR + "\" xmlns:ei=\"" + EI + "\" xmlns:pyld=\"" + PAYLOADS + "\"";

    private OpenAdrXml() {}

    /**
     * A whole document.
     *
     * @param element local name of the message
     * @param inner its content; prefixes oadr, ei and pyld are bound
     * @param wrapped whether it stands in oadrPayload
     */
    public static String document(String element, String inner, boolean wrapped) {
        String open = "<oadr:" + element + (wrapped ? "" : NAMESPACES) + " ei:schemaVersion=\"2.0b\">";
        String message = open + inner + "</oadr:" + element + ">";
        return DECLARATION
                + (wrapped
                        ? "<oadr:oadrPayload" + NAMESPACES + "><oadr:oadrSignedObject>" + message
                                + "</oadr:oadrSignedObject></oadr:oadrPayload>\n"
                        : message + "\n");
    }

    /** An eiResponse. */
    public static String response(int code, String description, String requestId) {
        return "<ei:eiResponse><ei:responseCode>" + code + "</ei:responseCode><ei:responseDescription>"
                + escape(description) + "</ei:responseDescription><pyld:requestID>" + escape(requestId)
                + "</pyld:requestID></ei:eiResponse>";
    }

    /** A venID. */
    public static String venId(String id) {
        return "<ei:venID>" + escape(id) + "</ei:venID>";
    }

    /** Text that may stand in an element. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
