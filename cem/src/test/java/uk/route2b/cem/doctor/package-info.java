@NullMarked
package uk.route2b.cem.doctor;

import org.jspecify.annotations.NullMarked;
