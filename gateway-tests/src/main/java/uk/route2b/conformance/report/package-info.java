/** What a run found, for programs and for people. */
@NullMarked
package uk.route2b.conformance.report;

import org.jspecify.annotations.NullMarked;
