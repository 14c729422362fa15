package uk.route2b.simulator.ven;

import static uk.route2b.simulator.openadr.Vocabulary.EI;

import java.io.IOException;
import java.util.Optional;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.UnreadableException;

/** Takes a VEN through its registration, one exchange at a time. */
final class Registrar {
    private final VenOptions options;
    private final Vtn vtn;
    private final Registration registration;
    private final Inquiries inquiries;
    private final Steps steps;

    Registrar(VenOptions options, Vtn vtn, Registration registration, Inquiries inquiries, Steps steps) {
        this.options = options;
        this.vtn = vtn;
        this.registration = registration;
        this.inquiries = inquiries;
        this.steps = steps;
    }

    /** Asks what the VTN offers. */
    boolean query() throws IOException, UnreadableException {
        Optional<Message> offered =
                exchanged(Registrations.query(inquiries.identifier()), MessageType.CREATED_PARTY_REGISTRATION);
        offered.ifPresent(answer -> reached(Registration.Stage.CREATE, "queried"));
        return offered.isPresent();
    }

    /** Registers. */
    boolean create() throws IOException, UnreadableException {
        Message request = Registrations.create(
                inquiries.identifier(), options.venId(), options.venName(), registration.pushAddress());
        Optional<Message> created = exchanged(request, MessageType.CREATED_PARTY_REGISTRATION);
        created.ifPresent(answer -> {
            registration.registered(answer.body().textOf(EI, "registrationID").orElse(""));
            steps.tell("registered");
        });
        return created.isPresent();
    }

    /** Says which reports there are. */
    boolean report() throws IOException, UnreadableException {
        Optional<Message> registered = exchanged(inquiries.registerReport(), MessageType.REGISTERED_REPORT);
        registered.ifPresent(answer -> reached(Registration.Stage.DONE, "reports-registered"));
        return registered.isPresent();
    }

    private void reached(Registration.Stage stage, String step) {
        registration.reached(stage);
        steps.tell(step);
    }

    /** The answer, if it is a good one of the type that is wanted. */
    private Optional<Message> exchanged(Message request, MessageType wanted) throws IOException, UnreadableException {
        Optional<Message> answer = vtn.post(request);
        Optional<Message> good = answer.filter(message -> message.type() == wanted && message.isGood());
        if (good.isEmpty()) {
            steps.refused(request, answer);
        }
        return good;
    }
}
