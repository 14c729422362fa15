/** The program of the simulators: DCC, VTN and VEN behind one main class. */
@NullMarked
package uk.route2b.simulator;

import org.jspecify.annotations.NullMarked;
