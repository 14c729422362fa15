/** Route 2a with real payloads, through a running smart meter system. */
@NullMarked
package uk.route2b.tests.tunnel;

import org.jspecify.annotations.NullMarked;
