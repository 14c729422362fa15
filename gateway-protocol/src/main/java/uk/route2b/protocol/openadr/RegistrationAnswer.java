package uk.route2b.protocol.openadr;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What an oadrCreatedPartyRegistration says that concerns those in between.
 *
 * @param code of its eiResponse; 200 is success
 * @param pollFrequency how often at most the VEN may poll; empty if it says nothing that can be read
 * @param registered whether it carries a registrationID
 */
public record RegistrationAnswer(int code, Optional<Duration> pollFrequency, boolean registered) {
    private static final Pattern FREQUENCY =
            Pattern.compile("(<(?:[\\w.-]+:)?oadrRequestedOadrPollFreq(?:\\s[^>]*)?>\\s*"
                    + "<(?:[\\w.-]+:)?duration(?:\\s[^>]*)?>)([^<]*)(</)");
    private static final Pattern CODE =
            Pattern.compile("<(?:[\\w.-]+:)?responseCode(?:\\s[^>]*)?>\\s*([0-9]{3})\\s*</");
    private static final Pattern REGISTRATION =
            Pattern.compile("<(?:[\\w.-]+:)?registrationID(?:\\s[^>]*)?>\\s*[^<\\s][^<]*</");

    /** Reads {@code payload}; empty if it is any other message. */
    public static Optional<RegistrationAnswer> read(Octets payload) {
        return text(payload).map(XmlTags::skeleton).map(skeleton -> {
            Matcher code = CODE.matcher(skeleton);
            Matcher frequency = FREQUENCY.matcher(skeleton);
            return new RegistrationAnswer(
                    code.find() ? Integer.parseInt(code.group(1)) : 0,
                    frequency.find() ? duration(frequency.group(2)) : Optional.empty(),
                    REGISTRATION.matcher(skeleton).find());
        });
    }

    /**
     * The same answer with another poll frequency, if it asks for a slower one. Everything else stays as it is.
     *
     * @param fastest how often the local VEN may poll; whole seconds
     */
    public static Octets lowered(Octets payload, Duration fastest) {
        String text = text(payload).orElse("");
        Matcher frequency = FREQUENCY.matcher(XmlTags.skeleton(text));
        boolean slower = frequency.find()
                && duration(frequency.group(2))
                        .filter(asked -> asked.compareTo(fastest) > 0)
                        .isPresent();
        return slower
                ? Octets.ofText(text.substring(0, frequency.end(1)) + "PT" + fastest.toSeconds() + "S"
                        + text.substring(frequency.start(3)))
                : payload;
    }

    /** Documents in other encodings than UTF-8 would become another document. */
    private static Optional<String> text(Octets payload) {
        try {
            boolean registration = PayloadReader.DEFAULT
                    .read(payload)
                    .message()
                    .equals(Optional.of(OpenAdrMessage.CREATED_PARTY_REGISTRATION));
            return registration ? XmlText.asciiBased(payload) : Optional.empty();
        } catch (MalformedException none) {
            return Optional.empty();
        }
    }

    /** EPRI's VTN writes {@code PTS} where it has none. */
    private static Optional<Duration> duration(String text) {
        try {
            Duration read = Duration.parse(text.strip());
            return read.isNegative() || read.isZero() ? Optional.empty() : Optional.of(read);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
