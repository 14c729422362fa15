/** Tests of route 2a at the CEM. */
@NullMarked
package uk.route2b.client.internal.tunnel;

import org.jspecify.annotations.NullMarked;
