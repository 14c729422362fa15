/** The catalogue of refusals and attacks, run against our own gateway and against ones that are lax. */
@NullMarked
package uk.route2b.tests.conformance;

import org.jspecify.annotations.NullMarked;
