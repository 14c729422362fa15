package uk.route2b.server.vtn;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadForm;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;
import uk.route2b.protocol.openadr.RegistrationRequest;
import uk.route2b.server.configuration.Encoding;
import uk.route2b.server.configuration.Secret;
import uk.route2b.server.configuration.Signature;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.PushToken;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;

/**
 * Says to each VTN what it reads: in its form, no longer than it takes, and registrations with the push URL where it
 * pushes. On the link a message stands in oadrPayload, unless the VTN's entry says as-sent.
 */
public final class AdaptedUpstream implements VtnUpstream {
    private static final Logger LOG = LoggerFactory.getLogger(AdaptedUpstream.class);
    private static final int OK = 200;
    private static final int TOO_LONG = 413;
    private static final Pattern OTHER_ENCODING = Pattern.compile("(?i)charset\\s*=\\s*(?!\"?utf-8)");

    private final VtnUpstream upstream;
    private final PushUrls pushUrls;
    private final RegistrationWatch watch;

    /** Finds the push URL of a VEN. */
    @FunctionalInterface
    public interface PushUrls {
        /** Empty where nothing is pushed to it, or the public address of the listener is not known. */
        Optional<URI> of(Vtn vtn, String ven);
    }

    public AdaptedUpstream(VtnUpstream upstream, PushUrls pushUrls, RegistrationWatch watch) {
        this.upstream = upstream;
        this.pushUrls = pushUrls;
        this.watch = watch;
    }

    @Override
    public CompletionStage<VtnAnswer> forward(VtnRequest request) {
        Vtn vtn = request.vtn();
        Octets body = formed(registration(request), vtn.upstream().wrap() == Wrap.ALWAYS, vtn);
        if (body.size() > vtn.upstream().bodyOctets()) {
            LOG.warn(
                    "a message of VEN {} has {} octets and its VTN {} takes {}; the VEN is told 413",
                    request.ven(),
                    body.size(),
                    vtn.name(),
                    vtn.upstream().bodyOctets());
            return CompletableFuture.completedFuture(new VtnAnswer(TOO_LONG, Optional.empty(), Octets.EMPTY));
        }
        VtnRequest formed = request.with(typed(request.type(), request.body(), body), body);
        return upstream.forward(formed).thenApply(answer -> {
            look(request, answer);
            Octets answered = formed(answer.body(), true, vtn);
            return new VtnAnswer(answer.status(), typed(answer.type(), answer.body(), answered), answered);
        });
    }

    /** Only where the VTN pushes; anywhere else a registration travels as the VEN wrote it. */
    private Octets registration(VtnRequest request) {
        boolean pushes = request.vtn().upstream().delivery() == VtnDelivery.PUSH;
        Optional<URI> url = pushes ? pushUrls.of(request.vtn(), request.ven()) : Optional.empty();
        return url.map(address -> RegistrationRequest.forPush(request.body(), address.toString()))
                .orElse(request.body());
    }

    /** As {@code pushed}: a payload of the VTN in the form of the link. */
    public static Octets forLink(Octets pushed, Vtn vtn) {
        return formed(pushed, true, vtn);
    }

    private static Octets formed(Octets body, boolean wrapped, Vtn vtn) {
        if (body.isEmpty()) {
            return body;
        }
        try {
            Octets carried = carried(body, vtn.upstream().carriage());
            if (vtn.upstream().wrap() == Wrap.AS_SENT) {
                return carried;
            }
            return wrapped ? PayloadForm.wrapped(carried) : PayloadForm.bare(carried);
        } catch (MalformedException noPayload) {
            // a page of HTML, say: it has no form, and is carried as it is
            return body;
        }
    }

    private static Octets carried(Octets body, Upstream.Carriage carriage) throws MalformedException {
        Octets unsigned = carriage.signature() == Signature.STRIP ? PayloadForm.unsigned(body) : body;
        return carriage.encoding() == Encoding.TRANSCODE ? PayloadForm.utf8(unsigned) : unsigned;
    }

    /** What is changed becomes UTF-8, so a type that says another encoding is not true any more. */
    private static Optional<String> typed(Optional<String> type, Octets before, Octets after) {
        boolean other = type.filter(said -> OTHER_ENCODING.matcher(said).find()).isPresent();
        return other && !before.equals(after) ? Optional.empty() : type;
    }

    private void look(VtnRequest request, VtnAnswer answer) {
        Optional<RegistrationAnswer> registration = answer.status() == OK && isRegistration(request)
                ? RegistrationAnswer.read(answer.body())
                : Optional.empty();
        registration.filter(RegistrationAnswer::registered).ifPresent(made -> {
            LOG.info(
                    "VTN {} has registered VEN {}, poll frequency {}",
                    request.vtn().name(),
                    request.ven(),
                    made.pollFrequency().map(Object::toString).orElse("not said"));
            watch.registered(request.vtn(), request.ven(), made.pollFrequency());
        });
    }

    private static boolean isRegistration(VtnRequest request) {
        if (!request.service().equals(OpenAdrService.REGISTER_PARTY.segment())) {
            return false;
        }
        try {
            return PayloadReader.DEFAULT
                    .read(request.body())
                    .message()
                    .equals(Optional.of(OpenAdrMessage.CREATE_PARTY_REGISTRATION));
        } catch (MalformedException other) {
            return false;
        }
    }

    /** The push URL of a VEN; none while its token cannot be read, because it was revoked. */
    public static Optional<URI> pushUrl(URI publicUrl, Ven ven) {
        return ven.token().flatMap(AdaptedUpstream::token).map(token -> URI.create(publicUrl + "/push/" + token));
    }

    private static Optional<String> token(Secret secret) {
        try {
            String token = secret.read().text().strip();
            return token.isEmpty() || PushToken.fault(token).isPresent() ? Optional.empty() : Optional.of(token);
        } catch (CommandFailure gone) {
            return Optional.empty();
        }
    }
}
