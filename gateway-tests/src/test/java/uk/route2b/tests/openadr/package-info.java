/** What real stacks wrote, in both forms. */
@NullMarked
package uk.route2b.tests.openadr;

import org.jspecify.annotations.NullMarked;
