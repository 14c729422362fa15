/** Certificates, keys, authorities and endpoints replaced over real links while messages flow. */
@NullMarked
package uk.route2b.tests.move;

import org.jspecify.annotations.NullMarked;
