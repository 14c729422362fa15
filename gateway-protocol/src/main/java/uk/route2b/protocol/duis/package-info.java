/**
 * DUIS, the interface between a user of the smart meter system and the DCC: service requests and responses in XML, as
 * far as route 2a needs them. Signatures of the XML are not made or checked here.
 */
@NullMarked
package uk.route2b.protocol.duis;

import org.jspecify.annotations.NullMarked;
