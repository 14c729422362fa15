/** The rules that keep the architecture visible from the folder list. */
@NullMarked
package uk.route2b.tests.architecture;

import org.jspecify.annotations.NullMarked;
