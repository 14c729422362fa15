package uk.route2b.client.internal.session;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.configuration.LinkConfiguration;

/** Starts links: a configuration only narrows what the commissioning record trusts. */
final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    private final LinkTransport transport;
    private final LinkOffice office;
    private final EnrolmentDesk enrolment;

    Dialler(LinkTransport transport, LinkOffice office, EnrolmentDesk enrolment) {
        this.transport = transport;
        this.office = office;
        this.enrolment = enrolment;
    }

    Link dial(LinkConfiguration configuration, URI endpoint, Link.Owner owner) {
        EngineParts parts = office.parts();
        GatewayCertificateRules rules = new GatewayCertificateRules(
                parts.record().anchors(),
                parts.record().dsrsp(),
                Set.copyOf(configuration.gateway()),
                configuration.issuer());
        Optional<TlsKey> key = enrolment.keyFor(configuration);
        LinkTransport.Order order = new LinkTransport.Order(
                endpoint,
                rules,
                parts.time().validity(parts.keeper().state().time()),
                Duration.ofSeconds(configuration.timers().pingSeconds()),
                parts.limits().messageOctets(),
                key.map(own -> own.source(parts.record().anchors())));
        Link link = new Link(configuration, endpoint, office, owner, key.flatMap(TlsKey::certificate));
        parts.tally().countDial();
        LOG.info("link: dialling {} with configuration {}", endpoint, configuration.version());
        link.dial(transport, order);
        return link;
    }
}
