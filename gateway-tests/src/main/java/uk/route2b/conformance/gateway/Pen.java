package uk.route2b.conformance.gateway;

import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;

/** Writes and signs the messages of a CEM, right and wrong ones. */
record Pen(Party party, Dsrsp dsrsp) {
    static final String POLL = "<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";
    static final String QUERY = "<oadrQueryRegistration xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";

    SignedMessage sign(GroupingHeader header, Content content) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(party.messageKey()));
    }

    SignedMessage alert(MessageCode code, long counter, Content content) {
        return sign(GroupingHeader.of(CraFlag.ALERT, counter, party.entity(), dsrsp.entity(), code), content);
    }

    SignedMessage request(long counter, String xml) {
        Content content = Content.plain(ContentFormat.XML, Octets.ofText(xml));
        return alert(PrivateMessageCode.OPENADR.code(), counter, content);
    }

    SignedMessage control(long counter, String json) {
        return control(counter, Octets.ofText(json));
    }

    SignedMessage control(long counter, Octets json) {
        return alert(PrivateMessageCode.LINK_CONTROL.code(), counter, Content.plain(ContentFormat.JSON, json));
    }

    SignedMessage hello(long counter, long configuration, TlsBinding binding) {
        return hello(counter, configuration, 0, binding);
    }

    SignedMessage hello(long counter, long configuration, long floor, TlsBinding binding) {
        return control(counter, helloJson(configuration, floor, binding));
    }

    Octets helloJson(long configuration, long floor, TlsBinding binding) {
        return LinkControlJson.write(new LinkControl.Hello(
                configuration, "route2b-conformance", dsrsp.keys(), Capabilities.ALL, 0, floor, binding));
    }
}
