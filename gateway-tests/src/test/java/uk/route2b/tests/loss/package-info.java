/** The link cut between every two steps, with both ends alive. */
@NullMarked
package uk.route2b.tests.loss;

import org.jspecify.annotations.NullMarked;
