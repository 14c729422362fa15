package uk.route2b.server.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnAnswer;

/** Reads what a VTN answered to oadrQueryRegistration, and says what is wrong with it and what that tells. */
final class AnswerLook {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INVALID_ID = 452;
    private static final int NOT_AUTHORISED = 463;

    private final String about;
    private final Vtn vtn;
    private final String ven;
    private final VtnAnswer answer;
    private final List<Diagnosis> found = new ArrayList<>();

    private AnswerLook(String about, Vtn vtn, String ven, VtnAnswer answer) {
        this.about = about;
        this.vtn = vtn;
        this.ven = ven;
        this.answer = answer;
    }

    static List<Diagnosis> at(String about, Vtn vtn, String ven, VtnAnswer answer) {
        AnswerLook look = new AnswerLook(about, vtn, ven, answer);
        look.look();
        return List.copyOf(look.found);
    }

    /** Whether it is an answer to the question, whatever it says: then the form was read. */
    static boolean understood(VtnAnswer answer) {
        return answer.status() == OK
                && RegistrationAnswer.read(answer.body())
                        .filter(read -> read.code() != 454 && read.code() < 500)
                        .isPresent();
    }

    private void look() {
        if (answer.status() == UNAUTHENTICATED || answer.status() == FORBIDDEN) {
            refused();
        } else if (isHtml()) {
            fault(
                    "it answered " + answer.status() + " with a web page",
                    "a web server or a proxy answers there, not OpenADR 2.0b",
                    "correct url and path of this VTN; asked was " + vtn.url()
                            + vtn.upstream().path() + "EiRegisterParty");
        } else if (answer.status() != OK) {
            otherStatus();
        } else {
            body();
        }
    }

    private boolean isHtml() {
        String type = answer.type().orElse("").toLowerCase(Locale.ROOT);
        return type.contains("html")
                || answer.body().text().stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype )?html.*");
    }

    private void refused() {
        String remedy = switch (vtn.upstream().identity()) {
            case BASIC -> "compare user and secret of " + ven + " under credentials with the VTN's own";
            case MTLS_PER_VEN, MTLS_SHARED ->
                "enter the fingerprint of the client certificate, shown above, at the VTN for this VEN";
            case EPRI_HEADERS -> "enter the common name that the gateway sends (commonName of the VEN) at the VTN";
            case NONE, RFC9440 ->
                "choose the identity that this VTN asks for: basic, mtls-per-ven or mtls-shared; docs/openadr.md";
        };
        fault(
                "it answered " + answer.status(),
                "the VTN does not accept who speaks (identity "
                        + vtn.upstream().identity().word() + ")",
                remedy);
    }

    private void otherStatus() {
        switch (answer.status()) {
            case BAD_REQUEST ->
                fault(
                        "it answered 400",
                        "it does not take this form or this schema",
                        "openleadr takes wrapped messages only: wrap: always; its log says what it missed");
            case NOT_FOUND ->
                fault(
                        "it answered 404",
                        "there is no OpenADR at " + vtn.url() + vtn.upstream().path(),
                        "set path of this VTN: avob's demo and openleadr's http_path_prefix put more before it");
            default ->
                fault(
                        "it answered " + answer.status(),
                        "the VTN failed, or a proxy before it did",
                        "look at the VTN's log; a bare message makes openleadr and EPRI fail like this: wrap: always");
        }
    }

    private void body() {
        Optional<PayloadHead> head = head();
        Optional<RegistrationAnswer> registration = RegistrationAnswer.read(answer.body());
        if (head.isEmpty()) {
            fault(
                    "it answered 200 with "
                            + (answer.body().isEmpty() ? "nothing" : "something that is no OpenADR 2.0b"),
                    "something else than an OpenADR 2.0b VTN answers there",
                    "correct url and path of this VTN");
        } else if (registration.isEmpty()) {
            fault(
                    "it answered "
                            + head.get().message().map(OpenAdrMessage::element).orElse("a signature") + ": "
                            + answer.body()
                                    .text()
                                    .replaceAll("(?s)<[^>]*>|\\s+", " ")
                                    .strip(),
                    "a VTN that cannot read a message answers like this",
                    "avob takes a wrapper for a signature (wrap: never), openleadr and EPRI want one (wrap: always)");
        } else {
            registration(head.get(), registration.get());
        }
    }

    private Optional<PayloadHead> head() {
        try {
            return Optional.of(PayloadReader.DEFAULT.read(answer.body()));
        } catch (MalformedException none) {
            return Optional.empty();
        }
    }

    private void registration(PayloadHead head, RegistrationAnswer registration) {
        form(head);
        if (registration.code() == NOT_AUTHORISED || registration.code() == INVALID_ID) {
            fault(
                    "response code " + registration.code(),
                    "the VTN does not know this VEN by what it is told (identity "
                            + vtn.upstream().identity().word() + ")",
                    "enter the VEN at the VTN; for EPRI the common name has to be the same: commonName of the VEN under"
                            + " credentials");
        } else if (registration.code() != OK) {
            fault(
                    "response code " + registration.code(),
                    "the VTN refuses the question",
                    "look at the VTN's log; docs/openadr.md has the codes");
        } else {
            fact("registered: " + (registration.registered() ? "yes" : "not yet"));
            venId(head);
            frequency(registration);
        }
    }

    private void form(PayloadHead head) {
        String form = head.wrapped() ? "in a wrapper (oadrPayload)" : "bare";
        boolean other = vtn.upstream().wrap() == (head.wrapped() ? Wrap.NEVER : Wrap.ALWAYS);
        if (other) {
            found.add(Diagnosis.warning(
                    about,
                    "it answers " + form + ", and wrap is "
                            + vtn.upstream().wrap().word(),
                    "the VTN speaks another form than it is spoken to",
                    "if requests fail, set wrap: " + (head.wrapped() ? "always" : "never")));
        } else {
            fact("it speaks " + form + "; wrap: " + vtn.upstream().wrap().word());
        }
    }

    private void venId(PayloadHead head) {
        boolean other = head.venId().filter(said -> !said.equals(ven)).isPresent();
        if (other) {
            fault(
                    "venID " + head.venId().orElse(""),
                    "the VTN takes the speaker for another VEN than " + ven,
                    "correct id of the VEN in the register, or the identity that the VTN has for it");
        } else {
            fact("venID " + head.venId().orElse(ven + " (the VTN did not say one)"));
        }
    }

    private void frequency(RegistrationAnswer registration) {
        Optional<Duration> asked = registration.pollFrequency();
        boolean polled = vtn.upstream().delivery() == VtnDelivery.POLL_FOR_VEN;
        fact("poll frequency "
                + asked.map(Duration::toString)
                        .orElse("not said"
                                + (polled
                                        ? ", so pollSeconds counts: "
                                                + vtn.upstream().pollFallback().toSeconds()
                                        : "")));
    }

    private void fact(String says) {
        found.add(Diagnosis.fact(about, says));
    }

    private void fault(String says, String cause, String remedy) {
        found.add(Diagnosis.fault(about, says, cause, remedy));
    }
}
