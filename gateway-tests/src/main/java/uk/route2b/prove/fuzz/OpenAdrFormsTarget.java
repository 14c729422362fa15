package uk.route2b.prove.fuzz;

import java.time.Duration;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadForm;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;
import uk.route2b.protocol.openadr.RegistrationRequest;

/** What is changed in OpenADR payloads on their way: each change says the same as the payload did. */
final class OpenAdrFormsTarget implements FuzzTarget {
    @Override
    public String name() {
        return "openadr-forms";
    }

    /** Itself once; to make each of six forms, and each of them. */
    @Override
    public int readings() {
        return 13;
    }

    @Override
    public void read(Octets input) throws MalformedException {
        PayloadHead head = PayloadReader.DEFAULT.read(input);
        same(head, input, PayloadForm.utf8(input), "in UTF-8");
        same(head, input, PayloadForm.wrapped(input), "wrapped");
        same(head, input, PayloadForm.bare(input), "bare");
        same(head, input, PayloadForm.unsigned(input), "without its signature");
        same(head, input, RegistrationAnswer.lowered(input, Duration.ofSeconds(1)), "with a lowered poll frequency");
        same(head, input, RegistrationRequest.forPush(input, "http://127.0.0.1/a&b"), "with a push URL");
    }

    private static void same(PayloadHead head, Octets input, Octets changed, String how) {
        if (changed.equals(input)) {
            return;
        }
        try {
            PayloadHead read = PayloadReader.DEFAULT.read(changed);
            boolean same = read.message().equals(head.message())
                    && read.venIds().equals(head.venIds())
                    && read.requestId().equals(head.requestId());
            Finding.unless(same, "a payload " + how + " says something else");
        } catch (MalformedException broken) {
            Finding.unless(false, "a payload " + how + " cannot be read any more: " + broken.getMessage());
        }
    }
}
