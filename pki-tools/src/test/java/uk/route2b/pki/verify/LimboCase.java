package uk.route2b.pki.verify;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.ProfileLint;
import uk.route2b.pki.lint.Lint;
import uk.route2b.protocol.certificate.CertificatePath;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** One case of the suite and what this project makes of it. */
record LimboCase(
        String id,
        boolean important,
        String expected,
        String actual,
        List<X509Certificate> chain,
        List<X509Certificate> others) {

    static LimboCase of(JsonNode json, Instant now) {
        String id = json.get("id").asString();
        List<X509Certificate> chain = readable(json, List.of("peer_certificate", "untrusted_intermediates"));
        List<X509Certificate> others = readable(json, List.of("trusted_certs"));
        boolean important =
                Set.of("critical", "high").contains(json.get("importance").asString());
        return new LimboCase(id, important, json.get("expected_result").asString(), verdict(json, now), chain, others);
    }

    boolean mattersMost() {
        return important || id.contains("pathlen::") || id.startsWith("crl::") || id.contains("::validity::");
    }

    String line() {
        return id + "  " + actual + (actual.equals(expected) ? "" : "  DISAGREES");
    }

    boolean lintFinds(String rule) {
        return rules().contains(rule);
    }

    void lintAll() {
        rules();
    }

    Set<String> rules() {
        List<X509Certificate> all = new ArrayList<>(chain);
        all.addAll(others);
        Lint lint = ProfileLint.of(Set.of(), all);
        Set<String> rules = new TreeSet<>();
        all.forEach(certificate -> lint.certificate(certificate)
                .forEach(finding -> rules.add(finding.rule().name())));
        return rules;
    }

    private static String verdict(JsonNode json, Instant now) {
        try {
            List<X509Certificate> chain = certificates(json.get("peer_certificate"));
            chain.addAll(certificates(json.get("untrusted_intermediates")));
            TrustAnchors anchors = TrustAnchors.of(certificates(json.get("trusted_certs")));
            JsonNode depth = json.get("max_chain_depth");
            CertificatePath path =
                    new CertificatePath(anchors, depth.isNull() ? CertificatePath.LONGEST : depth.asInt());
            Verifier verifier =
                    new Verifier(path, List.of(), RevocationLists.of(lists(json)), ProfileLint.of(Set.of(), List.of()));
            return verifier.judgePath(chain, time(json, now)).isEmpty() ? "SUCCESS" : "FAILURE";
        } catch (MalformedException | IllegalArgumentException refused) {
            return "FAILURE";
        }
    }

    private static Instant time(JsonNode json, Instant now) {
        JsonNode time = json.get("validation_time");
        return time.isNull() ? now : OffsetDateTime.parse(time.asString()).toInstant();
    }

    private static List<X509CRL> lists(JsonNode json) throws MalformedException {
        List<X509CRL> lists = new ArrayList<>();
        for (JsonNode list : json.get("crls")) {
            lists.add(KeyFiles.revocationList(Octets.ofText(list.asString())));
        }
        return lists;
    }

    private static List<X509Certificate> certificates(JsonNode pem) throws MalformedException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonNode one : pem.isArray() ? pem : List.of(pem)) {
            certificates.addAll(KeyFiles.certificates(Octets.ofText(one.asString())));
        }
        return certificates;
    }

    private static List<X509Certificate> readable(JsonNode json, List<String> fields) {
        List<X509Certificate> readable = new ArrayList<>();
        fields.forEach(field -> readable.addAll(readable(json.get(field))));
        return readable;
    }

    private static List<X509Certificate> readable(JsonNode pem) {
        try {
            return certificates(pem);
        } catch (MalformedException broken) {
            return List.of();
        }
    }
}
