package uk.route2b.protocol.openadr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The two forms of an unsigned OpenADR 2.0b payload: the message alone, or inside oadrPayload and oadrSignedObject.
 * Stacks read one of them; here one becomes the other, and nothing but the wrapper changes.
 *
 * <p>What already has the form, and what is signed, stays as it is, octet for octet. What changes becomes UTF-8.
 */
public final class PayloadForm {
    /** Every attribute, so that no value of one is taken for others. */
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([^\\s=\"'/>]+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private static final Pattern PROLOG = Pattern.compile("^\\s*<\\?xml\\s.*?\\?>", Pattern.DOTALL);

    /** Beside oadrSignedObject the schema has no other element of that name. */
    private static final Pattern SIGNATURE = Pattern.compile("<(?:[\\w.-]+:)?Signature[\\s/>]");

    private PayloadForm() {}

    /** The payload inside a wrapper. */
    public static Octets wrapped(Octets payload) throws MalformedException {
        PayloadHead head = PayloadReader.DEFAULT.read(payload);
        if (head.wrapped()) {
            return payload;
        }
        String text = withoutProlog(XmlText.decode(payload));
        return Octets.ofText(OpenAdrXml.DECLARATION + "<oadr:oadrPayload xmlns:oadr=\"" + OpenAdrXml.OADR
                + "\"><oadr:oadrSignedObject>" + text.strip() + "</oadr:oadrSignedObject></oadr:oadrPayload>");
    }

    /** The message alone. */
    public static Octets bare(Octets payload) throws MalformedException {
        PayloadHead head = PayloadReader.DEFAULT.read(payload);
        if (!head.wrapped() || head.signed() || head.message().isEmpty()) {
            return payload;
        }
        String text = withoutProlog(XmlText.decode(payload));
        List<XmlTags.Element> path = XmlTags.firstPath(text, 3);
        if (path.size() < 3) {
            throw new MalformedException(Malformation.OPENADR, 0);
        }
        XmlTags.Element message = path.get(2);
        String own = text.substring(message.start(), message.end());
        String tag = text.substring(message.start(), message.tagEnd());
        String more = inherited(text, path, own, tag);
        int name = nameEnd(tag);
        return Octets.ofText(OpenAdrXml.DECLARATION + own.substring(0, name) + more + own.substring(name));
    }

    /** The payload without the XMLDSIG signature in its wrapper; one that carries nothing else stays as it is. */
    public static Octets unsigned(Octets payload) throws MalformedException {
        PayloadHead head = PayloadReader.DEFAULT.read(payload);
        if (!head.signed() || !head.wrapped() || head.message().isEmpty()) {
            return payload;
        }
        String text = XmlText.decode(payload);
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (XmlTags.Element child : XmlTags.children(text)) {
            if (SIGNATURE.matcher(text.substring(child.start(), child.tagEnd())).lookingAt()) {
                rest.append(text, from, child.start());
                from = child.end();
            }
        }
        rest.append(text.substring(from));
        return from == 0
                ? payload
                : Octets.ofText(
                        OpenAdrXml.DECLARATION + withoutProlog(rest.toString()).strip());
    }

    /** The same document in UTF-8. A signature in it still holds: it is over canonical XML, which is UTF-8 anyhow. */
    public static Octets utf8(Octets payload) throws MalformedException {
        if (XmlText.isUtf8(payload)) {
            return payload;
        }
        PayloadReader.DEFAULT.read(payload);
        return Octets.ofText(
                OpenAdrXml.DECLARATION + withoutProlog(XmlText.decode(payload)).strip());
    }

    /** Declarations of the wrapper that the message uses and does not make itself. */
    private static String inherited(String text, List<XmlTags.Element> path, String own, String tag) {
        Map<String, String> declared = new LinkedHashMap<>();
        for (XmlTags.Element outer : path.subList(0, 2)) {
            declared.putAll(declarations(text.substring(outer.start(), outer.tagEnd())));
        }
        Map<String, String> already = declarations(tag);
        StringBuilder more = new StringBuilder();
        declared.forEach((prefix, uri) -> {
            if (!already.containsKey(prefix) && (prefix.isEmpty() || own.contains(prefix + ":"))) {
                more.append(" xmlns")
                        .append(prefix.isEmpty() ? "" : ":" + prefix)
                        .append('=')
                        .append(uri);
            }
        });
        return more.toString();
    }

    private static Map<String, String> declarations(String tag) {
        Map<String, String> declarations = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String name = attribute.group(1);
            if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                declarations.put(name.equals("xmlns") ? "" : name.substring("xmlns:".length()), attribute.group(2));
            }
        }
        return declarations;
    }

    private static int nameEnd(String tag) {
        int at = 1;
        while (at < tag.length() && " \t\r\n/>".indexOf(tag.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String withoutProlog(String text) {
        return PROLOG.matcher(text).replaceFirst("");
    }
}
