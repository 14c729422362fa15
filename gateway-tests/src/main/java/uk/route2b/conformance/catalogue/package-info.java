/** What a catalogue is made of: cases, what they expect, and what was found. */
@NullMarked
package uk.route2b.conformance.catalogue;

import org.jspecify.annotations.NullMarked;
