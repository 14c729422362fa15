package uk.route2b.server.tunnel.duis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import uk.route2b.pki.xml.XmlRefusal;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.meter.LabelResult;
import uk.route2b.protocol.meter.PreCommandDifference;
import uk.route2b.protocol.meter.ResponseRefusal;

/** What became of writing labels. Only the first is a success; after any other the labels may be written or not. */
public sealed interface DuisOutcome {
    /** A stable reason code, for counting. */
    String code();

    /** What happened, for an operator. */
    String sentence();

    /** The meter has signed that all labels are written. */
    record Written() implements DuisOutcome {
        @Override
        public String code() {
            return "written";
        }

        @Override
        public String sentence() {
            return "the meter has written all labels";
        }
    }

    /**
     * The meter has signed that some labels are not written.
     *
     * @param failed which, and why
     */
    record Partial(List<LabelResult> failed) implements DuisOutcome {
        public Partial {
            failed = List.copyOf(failed);
        }

        @Override
        public String code() {
            return "partial";
        }

        @Override
        public String sentence() {
            return "the meter has not written "
                    + failed.stream()
                            .map(LabelResult::toString)
                            .collect(Collectors.joining(", ", "labels ", " (label:reason)"));
        }
    }

    /** No counter could be reserved; nothing was sent. */
    record NoCounter() implements DuisOutcome {
        @Override
        public String code() {
            return "no-counter";
        }

        @Override
        public String sentence() {
            return "no counter could be reserved, so nothing was sent; see the store";
        }
    }

    /** A service of the DCC gave no document. */
    record Unreachable(DuisStep step, String reason) implements DuisOutcome {
        @Override
        public String code() {
            return "outage";
        }

        @Override
        public String sentence() {
            return step + " gave no answer: " + reason;
        }
    }

    /** What a service answered is not signed by the DCC. */
    record BadXmlSignature(DuisStep step, XmlRefusal reason) implements DuisOutcome {
        @Override
        public String code() {
            return "xml-signature";
        }

        @Override
        public String sentence() {
            return "the answer of " + step + " is not believed: " + reason.meaning();
        }
    }

    /** What a service answered is signed, but no answer to what was asked. */
    record Unreadable(DuisStep step, String reason) implements DuisOutcome {
        @Override
        public String code() {
            return "unreadable";
        }

        @Override
        public String sentence() {
            return "the answer of " + step + " is none: " + reason;
        }
    }

    /** Transform refused the request. */
    record RefusedAtTransform(ResponseCode dcc) implements DuisOutcome {
        @Override
        public String code() {
            return "transform-refused";
        }

        @Override
        public String sentence() {
            return "Transform refused the request: " + dcc;
        }
    }

    /** The pre-command says something else than the request; it was not signed. */
    record PreCommandDiffers(PreCommandDifference difference) implements DuisOutcome {
        @Override
        public String code() {
            return "pre-command";
        }

        @Override
        public String sentence() {
            return "the pre-command was not signed: " + difference.meaning();
        }
    }

    /** Send refused the signed pre-command. */
    record RefusedAtSend(ResponseCode dcc) implements DuisOutcome {
        @Override
        public String code() {
            return "send-refused";
        }

        @Override
        public String sentence() {
            return "Send refused the signed pre-command: " + dcc;
        }
    }

    /** Nothing came; a response that comes later is told to the observer. */
    record NoResponse(Duration waited) implements DuisOutcome {
        @Override
        public String code() {
            return "no-response";
        }

        @Override
        public String sentence() {
            return "no response within " + waited.toSeconds() + " s";
        }
    }

    /** The DCC says that the command was not carried out. */
    record Failed(ResponseCode dcc) implements DuisOutcome {
        @Override
        public String code() {
            return "failed";
        }

        @Override
        public String sentence() {
            return "the command was not carried out: " + dcc;
        }
    }

    /** The response came from another device. */
    record OtherDevice() implements DuisOutcome {
        @Override
        public String code() {
            return "other-device";
        }

        @Override
        public String sentence() {
            return ResponseRefusal.METER.meaning();
        }
    }

    /** The response is not signed by the meter. */
    record BadSignature() implements DuisOutcome {
        @Override
        public String code() {
            return "signature";
        }

        @Override
        public String sentence() {
            return ResponseRefusal.SIGNATURE.meaning();
        }
    }

    /** The response says nothing about the command, for another reason. */
    record BadResponse(ResponseRefusal reason) implements DuisOutcome {
        @Override
        public String code() {
            return "response-" + reason.code();
        }

        @Override
        public String sentence() {
            return "the response is none to this command: " + reason.meaning();
        }
    }
}
