/** The story of route 2b on one machine, told by running it: every part a process of its own. */
@NullMarked
package uk.route2b.simulator.demo;

import org.jspecify.annotations.NullMarked;
