package uk.route2b.prove.fuzz;

import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A signed message, bare or in its MAC header, its content and a receipt in it. */
final class MessageTarget implements FuzzTarget {
    private static final int BODY_MOST = 64 * 1024;
    private static final int MAC_TAG = 0xDD;

    @Override
    public String name() {
        return "message";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        if (!input.isEmpty() && input.at(0) == MAC_TAG) {
            Octets again =
                    RemotePartyMessage.read(input, SignedMessageReader.DEFAULT).octets();
            Finding.unless(again.equals(input), "a message with a MAC header is written otherwise than it was read");
        }
        SignedMessage message = SignedMessageReader.DEFAULT.read(input);
        Finding.unless(message.octets().equals(input), "not all octets belong to the message that was read");
        Octets signed = message.signedOctets();
        Finding.unless(
                input.slice(1, 1 + signed.size()).equals(signed), "the signed octets are not those behind the tag");
        if (message.hasOurForm()) {
            readContent(message.content());
        }
    }

    private static void readContent(Octets octets) throws MalformedException {
        Octets body = Content.read(octets).plainBody(BODY_MOST);
        Finding.unless(body.size() <= BODY_MOST, "a body is longer than it may be");
        Receipt receipt = Receipt.read(body);
        Finding.unless(
                Receipt.read(receipt.content().plainBody(BODY_MOST)).equals(receipt),
                "a receipt is written otherwise than it was read");
    }
}
