package uk.route2b.client.internal.session;

import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.StepObserver;

/**
 * What all parts of the engine work with.
 *
 * @param record whom we are and whom we believe
 * @param signer signs our messages
 * @param keeper the state
 * @param time the time
 * @param loop the thread
 * @param limits what is held
 * @param tally what is counted
 * @param steps told of each step
 */
public record EngineParts(
        CommissioningRecord record,
        Signer signer,
        StateKeeper keeper,
        Timekeeper time,
        Loop loop,
        ClientLimits limits,
        Tally tally,
        StepObserver steps) {}
