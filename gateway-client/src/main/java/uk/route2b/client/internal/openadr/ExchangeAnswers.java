package uk.route2b.client.internal.openadr;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.session.AnswerReader;
import uk.route2b.client.internal.session.Inbox;
import uk.route2b.client.internal.session.InboxEntry;
import uk.route2b.client.internal.session.OutgoingEntry;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

/** Requests of a VEN as exchanges, and the VTN's answers to them. */
public final class ExchangeAnswers implements AnswerReader {
    /** What a VTN may put into the answer of a poll, and what would be lost with it. */
    private static final Set<OpenAdrMessage> REQUESTS_OF_A_VTN = EnumSet.of(
            OpenAdrMessage.DISTRIBUTE_EVENT,
            OpenAdrMessage.REGISTER_REPORT,
            OpenAdrMessage.CREATE_REPORT,
            OpenAdrMessage.UPDATE_REPORT,
            OpenAdrMessage.CANCEL_REPORT,
            OpenAdrMessage.CANCEL_PARTY_REGISTRATION,
            OpenAdrMessage.REQUEST_REREGISTRATION);

    private final Vens vens;
    private final ClientLimits limits;

    public ExchangeAnswers(Vens vens, ClientLimits limits) {
        this.vens = vens;
        this.limits = limits;
    }

    /** An answer can not be refused for want of room, so what asks for one that may need it is. */
    @Override
    public Optional<String> refusal(OpenAdrRequest request, Inbox inbox) {
        return vens.refusal(request.ven())
                .or(() -> isFull(inbox) && asksForRequests(request.body())
                        ? Optional.of("payloads-full")
                        : Optional.empty());
    }

    private boolean isFull(Inbox inbox) {
        return inbox.entries().size() >= limits.waitingPayloads() || inbox.octets() >= limits.waitingOctets();
    }

    private static boolean asksForRequests(Octets body) {
        try {
            Optional<OpenAdrMessage> message = PayloadReader.DEFAULT.read(body).message();
            return message.equals(Optional.of(OpenAdrMessage.POLL))
                    || message.equals(Optional.of(OpenAdrMessage.REQUEST_EVENT));
        } catch (MalformedException notOpenAdr) {
            return false;
        }
    }

    @Override
    public Content content(OpenAdrRequest request) {
        return exchange(request).forLink();
    }

    @Override
    public Content plainContent(OpenAdrRequest request) {
        Content wished = exchange(request).forLink();
        try {
            return Content.plain(wished.format(), wished.plainBody(Integer.MAX_VALUE));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("what was deflated here inflates", impossible);
        }
    }

    private OpenAdrExchange exchange(OpenAdrRequest request) {
        return new OpenAdrExchange(vens.named(request.ven()), request.service(), 200, request.type(), request.body());
    }

    /** A good signature over an answer that makes no sense: the message is done, and what became of it is not known. */
    @Override
    public Read read(long counter, SignedMessage answer, OutgoingEntry entry) {
        try {
            Content content = Content.read(answer.content());
            return content.format() == ContentFormat.RECEIPT
                    ? receipt(content, entry)
                    : answered(counter, content, entry);
        } catch (MalformedException malformed) {
            return inDoubt("answer-" + malformed.reason().code());
        }
    }

    private static Read receipt(Content content, OutgoingEntry entry) throws MalformedException {
        Receipt receipt = Receipt.read(content.body());
        return receipt.answers(entry.digest())
                ? new Read(new OpenAdrAnswer.Receipted(receipt.status(), receipt.detail()), Optional.empty())
                : inDoubt("receipt-of-another-message");
    }

    private static Read inDoubt(String reason) {
        return new Read(new OpenAdrAnswer.Receipted(ReceiptStatus.IN_DOUBT, reason), Optional.empty());
    }

    private Read answered(long counter, Content content, OutgoingEntry entry) throws MalformedException {
        OpenAdrExchange exchange = OpenAdrExchange.read(content, limits.messageOctets());
        OpenAdrAnswer answer = new OpenAdrAnswer.Answered(exchange.status(), exchange.type(), exchange.body());
        return new Read(answer, carried(counter, exchange, entry));
    }

    private Optional<Carried> carried(long counter, OpenAdrExchange exchange, OutgoingEntry outgoing) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(exchange.body());
            if (head.message().filter(REQUESTS_OF_A_VTN::contains).isEmpty()) {
                return Optional.empty();
            }
            InboxEntry entry = Entries.of(counter, true, vens.resolve(outgoing.ven()), exchange, head);
            return Optional.of(new Carried(entry, exchange.body(), supersededBy(entry)));
        } catch (MalformedException notOpenAdr) {
            return Optional.empty();
        }
    }

    /** Whether a push or an answer is the newer nobody can tell, so a list in an answer replaces only such lists. */
    private static Predicate<InboxEntry> supersededBy(InboxEntry newer) {
        boolean events = newer.message().equals(Optional.of(OpenAdrMessage.DISTRIBUTE_EVENT.element()));
        return older -> events
                && older.answer()
                && older.message().equals(newer.message())
                && older.ven().equals(newer.ven())
                && Long.compareUnsigned(older.counter(), newer.counter()) < 0;
    }
}
