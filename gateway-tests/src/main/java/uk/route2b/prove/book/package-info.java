/** What VTN and VENs sent, were told and received, each moment with its number. */
@NullMarked
package uk.route2b.prove.book;

import org.jspecify.annotations.NullMarked;
