package uk.route2b.server.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.commandline.doctor.CertificateLook;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials.VenCredentials;
import uk.route2b.server.vtn.VenMessages;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnSighting;

/**
 * Looks at one VTN: asks it, in the name of each VEN, with oadrQueryRegistration, which changes nothing at any VTN.
 * Used by one thread, once.
 */
final class VtnExamination {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final String RENEW = "have a new one issued and name it in the configuration";

    private final Vtn vtn;
    private final GatewayDoctor.Asking question;
    private final InstantSource clock;
    private final String about;
    private final Set<Diagnosis> found = new LinkedHashSet<>();

    /**
     * In whose name a VTN is asked.
     *
     * @param certificate of its CEM, if the register has one
     */
    record Speaker(String ven, Optional<X509Certificate> certificate, boolean hasToken) {}

    VtnExamination(Vtn vtn, GatewayDoctor.Asking question, InstantSource clock) {
        this.vtn = vtn;
        this.question = question;
        this.clock = clock;
        this.about = "VTN " + vtn.name();
    }

    /** @param publicUrl whether the configuration says where VTNs push */
    List<Diagnosis> examine(List<Speaker> speakers, boolean publicUrl, int most) {
        settings();
        vtn.credentials().shared().ifPresent(shared -> client(about + ", certificate of the gateway", shared));
        push(speakers, publicUrl);
        boolean answered = true;
        int asked = 0;
        for (Speaker speaker : speakers) {
            if (asked == most || !answered) {
                break;
            }
            // Where each VEN has a TLS certificate of its own, one that fails says nothing of the others.
            answered = ask(speaker) || vtn.upstream().identity() == VtnIdentity.MTLS_PER_VEN;
            asked++;
        }
        if (asked < speakers.size()) {
            found.add(Diagnosis.fact(
                    about,
                    (speakers.size() - asked) + " more VENs were not asked about" + (answered ? "; --vens" : "")));
        }
        return new ArrayList<>(found);
    }

    private void settings() {
        found.add(Diagnosis.fact(
                about,
                vtn.url() + vtn.upstream().path() + ", wrap "
                        + vtn.upstream().wrap().word() + ", identity "
                        + vtn.upstream().identity().word() + ", delivery "
                        + vtn.upstream().delivery().word() + tls()));
        if (vtn.upstream().identity() == VtnIdentity.NONE) {
            found.add(Diagnosis.warning(
                    about,
                    "identity none",
                    "nothing tells this VTN which VEN speaks: whoever reaches it can speak for every VEN",
                    "let nobody else reach it, or choose mtls-shared or mtls-per-ven"));
        }
    }

    private String tls() {
        return isTls() ? ", TLS " + vtn.upstream().tls().versions() : ", without TLS";
    }

    private boolean isTls() {
        return "https".equals(vtn.url().getScheme());
    }

    private void push(List<Speaker> speakers, boolean publicUrl) {
        if (vtn.upstream().delivery() != VtnDelivery.PUSH) {
            return;
        }
        if (!publicUrl) {
            found.add(Diagnosis.warning(
                    about,
                    "push.publicUrl is not set",
                    "registrations are not rewritten, so the VTN learns the push URLs from nobody",
                    "set push: {publicUrl: https://...}, or enter each VEN's push URL at the VTN by hand"));
        }
        speakers.stream()
                .filter(speaker -> !speaker.hasToken())
                .forEach(speaker -> found.add(Diagnosis.fault(
                        place(speaker),
                        "it has no push token",
                        "the VTN pushes, and nothing can be pushed to this VEN",
                        "add pushToken to the VEN, for example: openssl rand -hex 32")));
    }

    /** Whether there was an answer, whatever it was. */
    private boolean ask(Speaker speaker) {
        credentials(speaker);
        boolean wrapped = vtn.upstream().wrap() != Wrap.NEVER;
        VtnSighting sighting = question.ask(request(speaker, wrapped));
        server(sighting);
        if (sighting.answer().isEmpty()) {
            found.add(Diagnosis.fault(
                    place(speaker), "the VTN gave no answer", WhyNoAnswer.of(vtn, sighting, clock.instant())));
            return false;
        }
        found.add(Diagnosis.fact(
                place(speaker),
                "the VTN was reached" + sighting.tls().map(" with "::concat).orElse("")));
        if (!AnswerLook.understood(sighting.answer().get()) && readsOther(speaker, wrapped)) {
            found.add(Diagnosis.fault(
                    place(speaker),
                    "it reads " + (wrapped ? "bare messages" : "messages in a wrapper") + " only",
                    "wrap is " + vtn.upstream().wrap().word() + ", so it is spoken to in the other form",
                    "set wrap: " + (wrapped ? "never" : "always") + " for this VTN"));
        } else {
            found.addAll(AnswerLook.at(
                    place(speaker), vtn, speaker.ven(), sighting.answer().get()));
        }
        return true;
    }

    private boolean readsOther(Speaker speaker, boolean wrapped) {
        return question.ask(request(speaker, !wrapped))
                .answer()
                .filter(AnswerLook::understood)
                .isPresent();
    }

    private VtnRequest request(Speaker speaker, boolean wrapped) {
        Octets body = VenMessages.queryRegistration("doctor-" + clock.millis(), wrapped);
        return new VtnRequest(
                vtn,
                speaker.ven(),
                OpenAdrService.REGISTER_PARTY.segment(),
                Optional.empty(),
                body,
                speaker.certificate());
    }

    private void credentials(Speaker speaker) {
        if (vtn.upstream().identity() == VtnIdentity.MTLS_PER_VEN) {
            vtn.credentials()
                    .of(speaker.ven())
                    .flatMap(VenCredentials::client)
                    .ifPresent(client -> client(place(speaker) + ", its certificate", client));
        }
    }

    private void client(String whose, Identity client) {
        found.addAll(CertificateLook.asClient(whose, client.certificate(), clock.instant(), RENEW));
    }

    private void server(VtnSighting sighting) {
        sighting.chain().stream()
                .findFirst()
                .ifPresent(shown -> found.addAll(CertificateLook.at(
                        about + ", its certificate", shown, clock.instant(), "have it renewed at the VTN")));
        sighting.time().ifPresent(this::clock);
    }

    private void clock(Instant theirs) {
        Duration ahead = Duration.between(clock.instant(), theirs);
        if (ahead.abs().compareTo(SKEW) > 0) {
            found.add(Diagnosis.warning(
                    about,
                    "its clock and this one differ by about " + ahead.abs().toMinutes() + " minutes",
                    "events would start and certificates end at other times than is thought",
                    "compare both with a time server"));
        } else {
            found.add(Diagnosis.fact(about, "its clock agrees with this one within a minute"));
        }
    }

    private String place(Speaker speaker) {
        return about + ", VEN " + speaker.ven();
    }
}
