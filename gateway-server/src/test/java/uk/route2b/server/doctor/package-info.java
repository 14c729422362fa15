@NullMarked
package uk.route2b.server.doctor;

import org.jspecify.annotations.NullMarked;
