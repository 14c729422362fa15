/** What {@code cem doctor} looks at: certificates, the gateway, the meter, the VENs, the CEM that runs. */
@NullMarked
package uk.route2b.cem.doctor;

import org.jspecify.annotations.NullMarked;
