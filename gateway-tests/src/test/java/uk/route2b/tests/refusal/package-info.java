/** What a gateway and a CEM refuse, each with its own reason code and with nothing changed in the state. */
@NullMarked
package uk.route2b.tests.refusal;

import org.jspecify.annotations.NullMarked;
