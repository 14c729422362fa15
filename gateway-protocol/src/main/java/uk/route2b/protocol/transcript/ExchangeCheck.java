package uk.route2b.protocol.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Holds one message and its answer against the first line, against each other and against the certificates. Everything
 * that is wrong is said, not only the first.
 */
final class ExchangeCheck {
    private final TranscriptHead head;
    private final TranscriptParties parties;
    private final TranscriptEntry entry;
    private final List<TranscriptReason> reasons = new ArrayList<>();
    private Optional<Receipt> receipt = Optional.empty();

    private ExchangeCheck(TranscriptHead head, TranscriptParties parties, TranscriptEntry entry) {
        this.head = head;
        this.parties = parties;
        this.entry = entry;
    }

    static ExchangeCheck of(TranscriptHead head, TranscriptParties parties, TranscriptEntry entry) {
        ExchangeCheck check = new ExchangeCheck(head, parties, entry);
        check.require(head.covers(entry.atMillis()), TranscriptReason.PERIOD);
        check.require(
                entry.answer().isEmpty() || entry.end() == TranscriptEntry.End.ANSWERED, TranscriptReason.ANSWER_END);
        entry.message().ifPresent(check::message);
        entry.answer().ifPresent(check::answer);
        return check;
    }

    List<TranscriptReason> reasons() {
        return reasons;
    }

    Optional<Receipt> receipt() {
        return receipt;
    }

    private void require(boolean holds, TranscriptReason otherwise) {
        if (!holds && !reasons.contains(otherwise)) {
            reasons.add(otherwise);
        }
    }

    /** What the header of the message must be: who sends to whom follows from the direction. */
    private GroupingHeader expected() {
        CraFlag flag = TranscriptParties.flag(entry.down());
        return entry.down()
                ? GroupingHeader.of(flag, entry.counter(), head.dsrsp(), head.cem(), entry.code())
                : GroupingHeader.of(flag, entry.counter(), head.cem(), head.dsrsp(), entry.code());
    }

    private void message(Octets octets) {
        Optional<SignedMessage> read = whole(octets, TranscriptReason.MESSAGE_SHAPE);
        if (read.isEmpty()) {
            return;
        }
        SignedMessage message = read.get();
        require(
                message.header().counter() == entry.counter()
                        && message.header().code().equals(entry.code())
                        && message.digest().equals(entry.digest()),
                TranscriptReason.MESSAGE_LINE);
        between(message, expected(), TranscriptReason.MESSAGE_PARTIES);
        carries(message, expected().cra(), TranscriptReason.MESSAGE_CODE);
        signature(message, TranscriptReason.MESSAGE_SIGNATURE);
    }

    /** It answers the octets whose digest the line gives, so a pruned message is judged by that. */
    private void answer(Octets octets) {
        Optional<SignedMessage> read = whole(octets, TranscriptReason.ANSWER_SHAPE);
        if (read.isEmpty()) {
            return;
        }
        SignedMessage answer = read.get();
        require(answer.header().counter() == entry.counter(), TranscriptReason.ANSWER_COUNTER);
        between(answer, expected().answer(), TranscriptReason.ANSWER_PARTIES);
        require(answer.header().code().equals(entry.code()), TranscriptReason.ANSWER_CODE);
        Optional<ContentFormat> format = carries(answer, CraFlag.RESPONSE, TranscriptReason.ANSWER_CODE);
        if (format.filter(found -> found == ContentFormat.RECEIPT).isPresent()) {
            receipt(answer);
        }
        signature(answer, TranscriptReason.ANSWER_SIGNATURE);
    }

    private void receipt(SignedMessage answer) {
        try {
            Receipt read = Receipt.read(Content.read(answer.content()).body());
            receipt = Optional.of(read);
            require(read.answers(entry.digest()), TranscriptReason.RECEIPT_DIGEST);
        } catch (MalformedException malformed) {
            require(false, TranscriptReason.RECEIPT_SHAPE);
        }
    }

    private Optional<SignedMessage> whole(Octets octets, TranscriptReason otherwise) {
        try {
            SignedMessage message = SignedMessageReader.DEFAULT.read(octets);
            require(message.hasOurForm(), otherwise);
            return Optional.of(message).filter(SignedMessage::hasOurForm);
        } catch (MalformedException malformed) {
            require(false, otherwise);
            return Optional.empty();
        }
    }

    private void between(SignedMessage message, GroupingHeader expected, TranscriptReason otherwise) {
        require(
                message.header().originator().equals(expected.originator())
                        && message.header().target().equals(expected.target()),
                otherwise);
    }

    private Optional<ContentFormat> carries(SignedMessage message, CraFlag flag, TranscriptReason otherwise) {
        Optional<ContentFormat> format = ContentFormat.of(message.content().at(0));
        Optional<PrivateMessageCode> code =
                PrivateMessageCode.of(message.header().code());
        boolean may = format.isPresent() && code.isPresent() && code.get().carries(flag, format.get());
        require(may && message.header().cra() == flag, otherwise);
        return format;
    }

    private void signature(SignedMessage message, TranscriptReason otherwise) {
        if (!parties.knows(message.header().originator())) {
            require(false, TranscriptReason.NO_CERTIFICATE);
        } else {
            require(parties.signed(message), otherwise);
        }
    }
}
