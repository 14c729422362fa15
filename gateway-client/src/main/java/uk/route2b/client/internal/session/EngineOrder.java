package uk.route2b.client.internal.session;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.spi.Clock;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.StepObserver;
import uk.route2b.protocol.configuration.LinkConfiguration;

/**
 * Everything an engine is made of.
 *
 * @param payloads the protocol of the payloads
 * @param installed a configuration that an installer entered; taken only while there is none
 * @param software name and version in hello
 * @param thread the engine's thread
 * @param callbacks the listener's thread
 * @param completions where answers are completed
 * @param steps told of each step
 */
public record EngineOrder(
        CommissioningRecord record,
        Signer signer,
        Journal journal,
        Clock clock,
        RandomGenerator random,
        PayloadSide payloads,
        ClientLimits limits,
        Optional<LinkConfiguration> installed,
        String software,
        LinkTransport transport,
        EngineThread thread,
        GatewayListener listener,
        Executor callbacks,
        Executor completions,
        StepObserver steps) {}
