/** What all proofs share: blocks of rounds, their results, and the sum of them. */
@NullMarked
package uk.route2b.prove.run;

import org.jspecify.annotations.NullMarked;
