/** Ends that were put back to an earlier moment, and what can be proven about what they said. */
@NullMarked
package uk.route2b.tests.restore;

import org.jspecify.annotations.NullMarked;
