package uk.route2b.server.tunnel.duis;

import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.MessageSigner;

/**
 * The Supplier who carries: only a Supplier may write labels. Its keys are none of those of the DSRSP who speaks.
 *
 * @param entity the originator of commands and requests
 * @param commands signs pre-commands
 * @param requests signs the XML around them, with a certificate for that alone
 */
public record Supplier(EntityIdentifier entity, MessageSigner commands, XmlSigner requests) {}
