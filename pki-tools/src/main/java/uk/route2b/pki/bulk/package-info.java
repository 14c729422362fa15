/** Many certificates in one folder, whole or not there: goes on after a kill, without gaps or doubles. */
@NullMarked
package uk.route2b.pki.bulk;

import org.jspecify.annotations.NullMarked;
