/** Real OpenADR payloads that may stand beside the checkout. */
@NullMarked
package uk.route2b.tests.corpus;

import org.jspecify.annotations.NullMarked;
