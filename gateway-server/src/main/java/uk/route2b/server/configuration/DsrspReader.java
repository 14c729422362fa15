package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.configuration.ServerConfiguration.CemEntry;
import uk.route2b.server.configuration.ServerConfiguration.DsrspEntry;
import uk.route2b.server.configuration.ServerConfiguration.KeyFiles;
import uk.route2b.server.configuration.ServerConfiguration.OfferEntry;
import uk.route2b.server.configuration.ServerConfiguration.VenEntry;

/** Reads one DSRSP of the configuration file with its CEMs and their VENs. */
final class DsrspReader {
    private static final EntityIdentifier NOBODY = new EntityIdentifier(0);
    private static final Set<String> STATES = Set.of("enrolled", "active", "suspended", "revoked");
    private static final Duration LABEL_HOLD = Duration.ofSeconds(60);
    private static final int MILLIS = 1000;

    private DsrspReader() {}

    static DsrspEntry read(Fields fields) {
        EntityIdentifier entity = entity(fields, "entity");
        String supplier = fields.text("supplierAccount", "");
        Optional<SupplierEntry> carrier =
                fields.has("supplier") ? Optional.of(supplier(fields.object("supplier"))) : Optional.empty();
        List<KeyFiles> signers = fields.objects("signers").stream()
                .map(ConfigurationReader::keyFiles)
                .toList();
        Fields link = fields.object("link");
        Address listener = ConfigurationReader.address(link, "0.0.0.0", 8443);
        KeyFiles tls = ConfigurationReader.keyFiles(link.object("tls"));
        Optional<KeyFiles> authority = link.has("authority")
                ? Optional.of(ConfigurationReader.keyFiles(link.object("authority")))
                : Optional.empty();
        OfferEntry offer = ConfigurationReader.offer(link.object("configuration"));
        link.finish();
        List<CemEntry> cems =
                fields.objects("cems").stream().map(DsrspReader::cem).toList();
        if (signers.isEmpty()) {
            fields.fault("signers", "a DSRSP signs messages with one key or more");
        }
        fields.finish();
        return new DsrspEntry(entity, supplier, carrier, signers, listener, tls, authority, offer, cems, fields.line());
    }

    private static SupplierEntry supplier(Fields fields) {
        SupplierEntry supplier = new SupplierEntry(
                entity(fields, "entity"),
                ConfigurationReader.keyFiles(fields.object("commands")),
                ConfigurationReader.keyFiles(fields.object("requests")));
        fields.finish();
        return supplier;
    }

    private static CemEntry cem(Fields fields) {
        CemEntry cem = new CemEntry(
                entity(fields, "entity"),
                fields.parsed("state", DsrspReader::state, "enrolled"),
                fields.paths("messageCertificates"),
                fields.optionalParsed("meter", EntityIdentifier::parse),
                fields.paths("meterCertificates"),
                fields.optionalParsed("labelHoldSeconds", DsrspReader::hold).orElse(LABEL_HOLD),
                fields.objects("vens").stream().map(DsrspReader::ven).toList(),
                fields.line());
        fields.finish();
        return cem;
    }

    private static VenEntry ven(Fields fields) {
        VenEntry ven = new VenEntry(
                fields.text("id"),
                fields.text("vtn"),
                fields.has("pushToken") ? Optional.of(fields.secret("pushToken")) : Optional.empty(),
                fields.line());
        fields.finish();
        return ven;
    }

    private static EntityIdentifier entity(Fields fields, String key) {
        return fields.parsed(key, EntityIdentifier::parse, NOBODY);
    }

    /** Some CEMs read several times in a second, so fractions count. */
    private static Duration hold(String text) {
        if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")) {
            throw new IllegalArgumentException("it is a number of seconds below 100,000, as in 60 or 0.5");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * MILLIS));
    }

    private static String state(String text) {
        if (!STATES.contains(text)) {
            throw new IllegalArgumentException("a CEM is enrolled, active, suspended or revoked");
        }
        return text;
    }
}
