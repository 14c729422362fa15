/** Tests of the client as its owner sees it. */
@NullMarked
package uk.route2b.client;

import org.jspecify.annotations.NullMarked;
