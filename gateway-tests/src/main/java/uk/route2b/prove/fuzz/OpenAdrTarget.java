package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.EventReader;
import uk.route2b.protocol.openadr.HttpExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.protocol.openadr.RegistrationAnswer;

/** OpenADR payloads: the head, the events, the answer to a registration; and the HTTP lines before one. */
final class OpenAdrTarget implements FuzzTarget {
    @Override
    public String name() {
        return "openadr";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        if (!input.isEmpty() && input.at(0) == 0) {
            HttpExchange exchange = HttpExchange.read(input);
            Finding.unless(
                    HttpExchange.read(exchange.octets()).equals(exchange), "lines are written otherwise than read");
            read(exchange.body());
            return;
        }
        RegistrationAnswer.read(input);
        PayloadHead head = PayloadReader.DEFAULT.read(input);
        Finding.unless(PayloadReader.DEFAULT.read(input).equals(head), "two readings of one payload differ");
        EventReader.read(input);
    }
}
