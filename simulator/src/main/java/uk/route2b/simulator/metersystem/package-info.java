/**
 * The smart meter system as route 2a sees it: label writes down, alerts up, and everything that goes wrong on the way.
 */
@NullMarked
package uk.route2b.simulator.metersystem;

import org.jspecify.annotations.NullMarked;
