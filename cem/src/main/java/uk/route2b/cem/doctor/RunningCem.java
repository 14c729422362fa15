package uk.route2b.cem.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.cem.configuration.VenConfiguration;
import uk.route2b.cem.configuration.VenWrap;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;

/**
 * The CEM that may run on the same configuration: its status page, and, where it has a link, one oadrQueryRegistration
 * of each VEN to its VTN, which changes nothing there.
 */
final class RunningCem {
    private static final String ABOUT = "running CEM";
    private static final int OK = 200;

    private final int port;
    private final List<VenConfiguration> vens;
    private final LocalHttp http = new LocalHttp();
    private final List<Diagnosis> found = new ArrayList<>();

    RunningCem(int port, List<VenConfiguration> vens) {
        this.port = port;
        this.vens = vens;
    }

    List<Diagnosis> look() {
        if (port == 0) {
            found.add(Diagnosis.fact(ABOUT, "openadr.port is any free one: not asked"));
            return found;
        }
        try {
            status(http.get(url("/status")).body().text());
        } catch (ConnectException none) {
            found.add(Diagnosis.fact(ABOUT, "none at 127.0.0.1:" + port + ", so no route is in use"));
        } catch (IOException failed) {
            found.add(Diagnosis.fault(
                    ABOUT,
                    "what listens at 127.0.0.1:" + port + " does not answer like a CEM",
                    String.valueOf(failed.getMessage()),
                    "see what uses this port, or set another openadr.port"));
        }
        return found;
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private void status(String page) {
        String state = field(page, "state");
        String reason = field(page, "reason");
        String route = field(page, "route");
        found.add(Diagnosis.fact(ABOUT, "route in use: " + (route.isEmpty() ? "none" : route)));
        if (state.equals("open")) {
            found.add(Diagnosis.fact(ABOUT, "its link is open, to " + field(page, "endpoint")));
            vens.forEach(this::ask);
        } else if (reason.isEmpty()) {
            found.add(Diagnosis.warning(
                    ABOUT,
                    "its link is " + (state.isEmpty() ? "not shown" : state),
                    "it has not got further yet",
                    "ask again in a minute; what follows says whether the gateway can be reached"));
        } else {
            found.add(Diagnosis.fault(ABOUT, "its link is " + state, LinkTrouble.of(reason, "")));
        }
    }

    private static String field(String page, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(page);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void ask(VenConfiguration ven) {
        String about = "VTN of VEN " + ven.id();
        String path = ven.prefix() + OpenAdrService.PATH + OpenAdrService.REGISTER_PARTY.segment();
        Octets query = Octets.ofText(OpenAdrXml.document(
                OpenAdrMessage.QUERY_REGISTRATION.element(),
                "<pyld:requestID>doctor</pyld:requestID>",
                ven.wrap() != VenWrap.NEVER));
        try {
            answer(about, ven, http.post(url(path), query));
        } catch (IOException failed) {
            found.add(Diagnosis.fault(
                    about,
                    "no answer through the CEM",
                    String.valueOf(failed.getMessage()),
                    "look at the log of the CEM"));
        }
    }

    private void answer(String about, VenConfiguration ven, LocalHttp.Answer answer) {
        if (answer.status() != OK) {
            found.add(Diagnosis.fault(
                    about,
                    "status " + answer.status(),
                    "the CEM or the VTN behind the gateway says so: "
                            + answer.body().text().strip(),
                    "docs/cem.md, What a VEN is told; ./route2b doctor gateway at the DSRSP looks further"));
            return;
        }
        RegistrationAnswer.read(answer.body())
                .ifPresentOrElse(
                        registration -> registration(about, ven, answer.body(), registration),
                        () -> found.add(Diagnosis.fault(
                                about,
                                "its answer is no oadrCreatedPartyRegistration",
                                "the VTN or a web server before it answers something else",
                                "./route2b doctor gateway at the DSRSP says what")));
    }

    private void registration(String about, VenConfiguration ven, Octets body, RegistrationAnswer registration) {
        if (registration.code() != OK) {
            found.add(Diagnosis.fault(
                    about,
                    "response code " + registration.code(),
                    "the VTN does not know this VEN, or the gateway does not have it at this CEM",
                    "compare the venID here, in the gateway's register and at the VTN"));
            return;
        }
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(body);
            found.add(Diagnosis.fact(
                    about,
                    "reached; venID " + head.venId().orElse(ven.id() + " (the VTN did not say one)") + ", "
                            + (head.wrapped() ? "in a wrapper" : "bare") + ", poll frequency for the VEN "
                            + registration.pollFrequency().map(Object::toString).orElse("not said")));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("it was read a moment ago", impossible);
        }
    }
}
