package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/** A message before its signature. Its counter has to be reserved durably before anything made of this leaves. */
public record UnsignedMessage(GroupingHeader header, Octets content) {
    /** A message of ours. */
    public static UnsignedMessage of(GroupingHeader header, Content content) {
        return new UnsignedMessage(header, content.octets());
    }

    /** What a signature is made over: header and content with their lengths, without the tag DF. */
    public Octets signedOctets() {
        OctetWriter writer = new OctetWriter();
        header.write(writer);
        return writer.length(content.size()).put(content).written();
    }

    /** Signs and puts the message together. */
    public SignedMessage sign(MessageSigner signer) {
        Octets signed = signedOctets();
        Octets signature = signer.sign(signed);
        if (signature.size() != SignedMessage.SIGNATURE_SIZE) {
            throw new IllegalStateException("the signer gave " + signature.size() + " octets instead of r and s");
        }
        Octets octets = new OctetWriter()
                .octet(SignedMessage.TAG)
                .put(signed)
                .octet(SignedMessage.SIGNATURE_SIZE)
                .put(signature)
                .written();
        return new SignedMessage(octets, header, content, signed, signature);
    }
}
