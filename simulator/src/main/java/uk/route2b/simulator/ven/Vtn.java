package uk.route2b.simulator.ven;

import java.io.IOException;
import java.util.Optional;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.UnreadableException;

/** The VTN, or what stands in its place. */
@FunctionalInterface
interface Vtn {
    /**
     * Posts {@code request} to its service.
     *
     * @return the answer; nothing if its body is empty, as openleadr does
     * @throws IOException if the VTN can not be reached or answers 5xx: worth another try
     * @throws UnreadableException if there is an answer and it is no message: not worth another try
     */
    Optional<Message> post(Message request) throws IOException, UnreadableException;
}
