package uk.route2b.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.LinkProtocol;

/**
 * All that the configuration file of the server says. Files that it names have not been read yet.
 *
 * @param trust certificate authorities: root and issuing ones
 * @param revocationLists files with what those have revoked
 * @param store what must not be lost, and where it is kept
 * @param link limits of every link
 * @param delivery how much may wait
 * @param push the listener that VTNs push to
 * @param operator the listener of the operator
 * @param tunnel the way through the smart meter system; empty for a gateway without route 2a
 * @param checks the three checks and their audit
 * @param log a file for the log; empty for standard error
 * @param access who may use the operator's listener
 */
public record ServerConfiguration(
        Path trust,
        List<Path> revocationLists,
        StoreEntry store,
        LinkLimits link,
        DeliveryLimits delivery,
        Push push,
        Address operator,
        Optional<Tunnel> tunnel,
        Optional<Path> log,
        List<VtnEntry> vtns,
        List<DsrspEntry> dsrsps,
        ChecksEntry checks,
        OperatorAccess access) {
    public ServerConfiguration {
        revocationLists = List.copyOf(revocationLists);
        vtns = List.copyOf(vtns);
        dsrsps = List.copyOf(dsrsps);
    }

    /** One without revocation lists, with the usual checks, whose operator's listener asks for no token. */
    public ServerConfiguration(
            Path trust,
            StoreEntry store,
            LinkLimits link,
            DeliveryLimits delivery,
            Push push,
            Address operator,
            Optional<Tunnel> tunnel,
            Optional<Path> log,
            List<VtnEntry> vtns,
            List<DsrspEntry> dsrsps) {
        this(
                trust,
                List.of(),
                store,
                link,
                delivery,
                push,
                operator,
                tunnel,
                log,
                vtns,
                dsrsps,
                ChecksEntry.usual(store),
                OperatorAccess.OPEN);
    }

    /** The same with other checks. */
    public ServerConfiguration with(ChecksEntry other) {
        return new ServerConfiguration(
                trust,
                revocationLists,
                store,
                link,
                delivery,
                push,
                operator,
                tunnel,
                log,
                vtns,
                dsrsps,
                other,
                access);
    }

    /** The same with other revocation lists. */
    public ServerConfiguration revoking(List<Path> lists) {
        return new ServerConfiguration(
                trust, lists, store, link, delivery, push, operator, tunnel, log, vtns, dsrsps, checks, access);
    }

    /**
     * Where a listener stands.
     *
     * @param port 0 for any that is free
     */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * What a link may use.
     *
     * @param messageOctets largest message
     * @param hello how long hello may take
     * @param idle how long a link may be silent; longer than the CEMs' ping
     * @param drain over which time CEMs come back after a stop
     * @param finish how long a stop waits for what is under way
     * @param refusals messages that may be passed over as refused in a minute before the link is closed
     * @param door what is let in before TLS
     */
    public record LinkLimits(
            int messageOctets,
            Duration hello,
            Duration idle,
            Duration drain,
            Duration finish,
            int refusals,
            DoorLimits door) {
        /** Twice a whole window of answers that come by the other route too. */
        private static final int REFUSALS = 128;

        /** With as many refusals as usual. */
        public LinkLimits(
                int messageOctets, Duration hello, Duration idle, Duration drain, Duration finish, DoorLimits door) {
            this(messageOctets, hello, idle, drain, finish, REFUSALS, door);
        }

        /** With the door as it usually is. */
        public LinkLimits(int messageOctets, Duration hello, Duration idle, Duration drain, Duration finish) {
            this(messageOctets, hello, idle, drain, finish, DoorLimits.DEFAULT);
        }

        /** 4 MiB, 10 s, 15 minutes, 10 s, 10 s, 128 refusals. */
        public static final LinkLimits DEFAULT = new LinkLimits(
                LinkProtocol.MESSAGE_OCTETS,
                Duration.ofSeconds(LinkProtocol.HELLO_SECONDS),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    /**
     * The push listener.
     *
     * @param answer how long a VTN waits for its answer
     * @param bodyOctets largest payload
     * @param publicUrl where VTNs reach it, without a path of its own; empty where no registration is rewritten
     */
    public record Push(Address address, Duration answer, int bodyOctets, Optional<URI> publicUrl) {
        /** One that VTNs learn of from somebody else. */
        public Push(Address address, Duration answer, int bodyOctets) {
            this(address, answer, bodyOctets, Optional.empty());
        }
    }

    /**
     * Route 2a.
     *
     * @param dcc where the DCC is, and where it reaches us
     * @param attempts how often one fragment is written before the rest of its message is put off
     * @param pause between two attempts
     * @param retry after which time without a receipt the same fragments go again
     * @param repairFragments how many fragments of one message are sent again because a CEM asks for them
     */
    public record Tunnel(DccEntry dcc, int attempts, Duration pause, Duration retry, int repairFragments) {}

    /**
     * A VTN.
     *
     * @param requests how many requests may be under way to it at once
     * @param answer what it is told about a push, and when
     * @param expires after which time a payload of it is worth nothing any more; empty for never
     * @param upstream how it is dealt with
     */
    public record VtnEntry(
            String name,
            URI url,
            Duration connect,
            Duration read,
            int requests,
            PushAnswer answer,
            Optional<Duration> expires,
            Upstream upstream,
            int line) {
        /** One that gets everything as it was sent. */
        public VtnEntry(
                String name,
                URI url,
                Duration connect,
                Duration read,
                int requests,
                PushAnswer answer,
                Optional<Duration> expires,
                int line) {
            this(name, url, connect, read, requests, answer, expires, Upstream.generic(), line);
        }
    }

    /** A certificate file and where its key is. */
    public record KeyFiles(Path certificate, Secret key) {}

    /**
     * A DSRSP.
     *
     * @param supplier who carries its route 2a; empty where nobody does
     * @param signers its message keys
     * @param tls its TLS key, never one of the above
     * @param authority certifies TLS keys of CEMs that enrol; empty where none does
     */
    public record DsrspEntry(
            EntityIdentifier entity,
            String supplierAccount,
            Optional<SupplierEntry> supplier,
            List<KeyFiles> signers,
            Address listener,
            KeyFiles tls,
            Optional<KeyFiles> authority,
            OfferEntry offer,
            List<CemEntry> cems,
            int line) {
        public DsrspEntry {
            signers = List.copyOf(signers);
            cems = List.copyOf(cems);
        }
    }

    /**
     * The link configuration that a DSRSP hands out.
     *
     * @param certificate which certificate CEMs show
     */
    public record OfferEntry(
            long version,
            List<URI> endpoints,
            CemCertificate certificate,
            int pingSeconds,
            int retryFirstSeconds,
            int retryMaxSeconds,
            int fallbackAfterSeconds) {
        public OfferEntry {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * A CEM.
     *
     * @param messageCertificates what its messages are signed with; none where it is its TLS certificate
     * @param meter carries its route 2a; empty for none
     * @param meterCertificates what the meter signs with, old and new
     * @param labelHold how long labels have to stand until the CEM has surely read them
     */
    public record CemEntry(
            EntityIdentifier entity,
            String state,
            List<Path> messageCertificates,
            Optional<EntityIdentifier> meter,
            List<Path> meterCertificates,
            Duration labelHold,
            List<VenEntry> vens,
            int line) {
        public CemEntry {
            messageCertificates = List.copyOf(messageCertificates);
            meterCertificates = List.copyOf(meterCertificates);
            vens = List.copyOf(vens);
        }
    }

    /** A VEN behind a CEM; without a push token nothing can be pushed to it. */
    public record VenEntry(String id, String vtn, Optional<Secret> pushToken, int line) {}
}
