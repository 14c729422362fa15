@NullMarked
package uk.route2b.server.vtn.poll;

import org.jspecify.annotations.NullMarked;
