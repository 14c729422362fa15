/**
 * The two use cases of smart meters (GBCS) that carry route 2a: ECS46a writes labels, ECS200 tells of what changed.
 * Design section 5.
 */
@NullMarked
package uk.route2b.protocol.meter;

import org.jspecify.annotations.NullMarked;
