package uk.route2b.server.link;

import java.time.Duration;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.Inbox;
import uk.route2b.server.delivery.Pump;
import uk.route2b.server.schedule.Timers;

/**
 * What every link needs.
 *
 * @param hello how long hello may take
 * @param messageOctets largest message
 * @param refusals messages of a link that may be passed over as refused in a minute
 */
public record LinkServices(
        Counterparts counterparts,
        Inbox inbox,
        Pump pump,
        ConfigurationDesk configurations,
        Ecdsa ecdsa,
        SigningClock clock,
        Timers timers,
        Duration hello,
        int messageOctets,
        int refusals) {}
