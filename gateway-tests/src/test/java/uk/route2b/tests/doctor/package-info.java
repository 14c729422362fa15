/** Both doctors at both ends of a real link. */
@NullMarked
package uk.route2b.tests.doctor;

import org.jspecify.annotations.NullMarked;
