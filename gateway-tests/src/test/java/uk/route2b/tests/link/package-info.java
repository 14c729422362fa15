/** Route 2b with real payloads: a real client and a real gateway over TLS. */
@NullMarked
package uk.route2b.tests.link;

import org.jspecify.annotations.NullMarked;
