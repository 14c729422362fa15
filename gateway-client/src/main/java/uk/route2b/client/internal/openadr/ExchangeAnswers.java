package uk.route2b.client.internal.openadr;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.session.AnswerReader;
import uk.route2b.client.internal.session.OutgoingEntry;
import uk.route2b.client.internal.session.PayloadDesk;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
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
    private final PayloadDesk desk;

    public ExchangeAnswers(Vens vens, ClientLimits limits, PayloadDesk desk) {
        this.vens = vens;
        this.limits = limits;
        this.desk = desk;
    }

    @Override
    public Optional<String> venRefusal(OpenAdrRequest request) {
        return vens.refusal(request.ven());
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
    public Read read(SignedMessage answer, OutgoingEntry entry) {
        try {
            Content content = Content.read(answer.content());
            return content.format() == ContentFormat.RECEIPT ? receipt(content, entry) : answered(content, entry);
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

    private Read answered(Content content, OutgoingEntry entry) throws MalformedException {
        OpenAdrExchange exchange = OpenAdrExchange.read(content, limits.messageOctets());
        OpenAdrAnswer answer = new OpenAdrAnswer.Answered(exchange.status(), exchange.type(), exchange.body());
        return new Read(answer, late(exchange, entry));
    }

    private Optional<Late> late(OpenAdrExchange exchange, OutgoingEntry entry) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(exchange.body());
            if (head.message().filter(REQUESTS_OF_A_VTN::contains).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Late(
                    Entries.of(0, vens.resolve(entry.ven()), exchange, head), exchange.body(), desk::handNewest));
        } catch (MalformedException notOpenAdr) {
            return Optional.empty();
        }
    }
}
