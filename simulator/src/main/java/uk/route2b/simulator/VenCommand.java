package uk.route2b.simulator;

import picocli.CommandLine.Command;

/** {@code simulator ven}. */
@Command(name = "ven")
final class VenCommand {}
