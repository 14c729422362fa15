package uk.route2b.simulator;

import picocli.CommandLine.Command;

/** {@code simulator vtn}. */
@Command(name = "vtn")
final class VtnCommand {}
