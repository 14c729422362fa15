package uk.route2b.protocol.octets;

/**
 * Why octets or text from outside could not be read. The code is stable: logs, tests and other implementations use it.
 */
public enum Malformation {
    CUT_SHORT("cut-short", "the octets end before the field does"),
    TRAILING("trailing", "octets are left over after the last field"),
    TAG("tag", "a fixed octet has another value"),
    LENGTH_FORM("length-form", "a length is not in its shortest form"),
    TOO_LONG("too-long", "a length is above the limit"),
    CRA("cra", "the CRA flag is none of 01, 02, 03"),
    DATE_TIME("date-time", "the date-time is neither absent nor of 12 octets"),
    OTHER_INFORMATION("other-information", "other information is too short for a message code, or longer than ours"),
    EMPTY_CONTENT("empty-content", "the content has not even a format octet"),
    SIGNATURE_LENGTH("signature-length", "the signature is neither of 64 octets nor, where allowed, absent"),
    FORMAT("format", "the format octet is not one of this message code and direction"),
    INFLATE("inflate", "the zlib body is damaged, has a dictionary or goes on after its checksum"),
    INFLATED_TOO_LONG("inflated-too-long", "the zlib body is longer than the limit once inflated"),
    TEXT("text", "octets that have to be UTF-8 or printable text are not"),
    BASE64("base64", "characters outside the Base64 alphabet, padding, or unused bits that are not zero"),
    RESERVED_BIT("reserved-bit", "the reserved control bit is set"),
    JSON("json", "not a JSON object, a duplicate key, or nested too deep"),
    JSON_FIELD("json-field", "a required key is absent or a value has the wrong type or range"),
    RECEIPT("receipt", "a receipt without a known status or a whole digest"),
    EXCHANGE("exchange", "the lines of an HTTP exchange are not name: value in ASCII, or a name comes twice"),
    XML("xml", "not well-formed XML"),
    DOCTYPE("doctype", "XML with a document type declaration, or with an entity that is not one of its own five"),
    XML_LIMIT("xml-limit", "XML that is deeper, longer, wider or has more elements than is read"),
    OPENADR("openadr", "not one of the 23 OpenADR 2.0b messages"),
    CERTIFICATE("certificate", "not a certificate, or a field of it breaks the profile"),
    USE_CASE("use-case", "a message of smart meters, but of another use case"),
    DLMS("dlms", "not the DLMS content that this use case has"),
    DUIS("duis", "not a DUIS request or response, or a field of it is not as the schema has it");

    private final String code;
    private final String meaning;

    Malformation(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }
}
