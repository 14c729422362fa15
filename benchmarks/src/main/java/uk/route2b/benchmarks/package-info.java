/** What the contract of both ends costs: JMH benchmarks of signing, reading, and route 2a. */
@NullMarked
package uk.route2b.benchmarks;

import org.jspecify.annotations.NullMarked;
