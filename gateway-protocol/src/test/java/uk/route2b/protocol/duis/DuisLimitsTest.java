package uk.route2b.protocol.duis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** What is exactly at a limit is read, and what is one above it is not. */
class DuisLimitsTest {
    private static final String DOCUMENT = "<Response xmlns=\"http://www.dccinterface.co.uk/ServiceUserGateway\""
            + " schemaVersion=\"5.4\"><Header><ResponseCode>I0</ResponseCode>"
            + "<ResponseDateTime>2026-11-26T01:00:00+01:00</ResponseDateTime></Header><Body><ResponseMessage>"
            + "<ServiceReference>6.14</ServiceReference><ServiceReferenceVariant>6.14.1</ServiceReferenceVariant>"
            + "</ResponseMessage></Body></Response>";
    private static final int OCTETS = DOCUMENT.length();
    private static final int DEPTH = 4;
    private static final int ELEMENTS = 8;
    private static final int ATTRIBUTES = 2;

    @Test
    void octets() {
        expectRead(new DuisLimits(OCTETS, DEPTH, ELEMENTS, ATTRIBUTES));
        expectRefused(new DuisLimits(OCTETS - 1, DEPTH, ELEMENTS, ATTRIBUTES));
    }

    @Test
    void depthElementsAndAttributes() {
        expectRefused(new DuisLimits(OCTETS, DEPTH - 1, ELEMENTS, ATTRIBUTES));
        expectRefused(new DuisLimits(OCTETS, DEPTH, ELEMENTS - 1, ATTRIBUTES));
        expectRefused(new DuisLimits(OCTETS, DEPTH, ELEMENTS, ATTRIBUTES - 1));
    }

    @Test
    void anEntityInsideAnElementIsRefused() {
        String document = DOCUMENT.replace("6.14.1", "6.14.1&a;");
        assertThatThrownBy(() -> DuisResponseReader.DEFAULT.read(Octets.ofText(document)))
                .isInstanceOf(MalformedException.class);
    }

    /** Of the elements of a signature nothing is read, and they count. */
    @Test
    void aSignatureCountsAndIsPassedOver() throws MalformedException {
        String signed =
                DOCUMENT.replace("</Response>", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></Response>");
        Octets octets = Octets.ofText(signed);
        DuisLimits enough = new DuisLimits(octets.size(), DEPTH, ELEMENTS + 1, ATTRIBUTES);
        assertThat(new DuisResponseReader(enough).read(octets))
                .isEqualTo(DuisResponseReader.DEFAULT.read(Octets.ofText(DOCUMENT)));
        DuisLimits tooFew = new DuisLimits(octets.size(), DEPTH, ELEMENTS, ATTRIBUTES);
        assertThatThrownBy(() -> new DuisResponseReader(tooFew).read(octets)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aTimeHasItsOffset() throws MalformedException {
        assertThat(DuisResponseReader.DEFAULT.read(Octets.ofText(DOCUMENT)).time())
                .isEqualTo("2026-11-26T00:00:00Z");
        String local = DOCUMENT.replace("+01:00", "");
        assertThat(DuisResponseReader.DEFAULT.read(Octets.ofText(local)).time()).isEqualTo("2026-11-26T01:00:00Z");
    }

    private static void expectRead(DuisLimits limits) {
        try {
            assertThat(new DuisResponseReader(limits).read(Octets.ofText(DOCUMENT)))
                    .isNotNull();
        } catch (MalformedException refused) {
            throw new AssertionError(limits + " refuses what is within", refused);
        }
    }

    private static void expectRefused(DuisLimits limits) {
        assertThatThrownBy(() -> new DuisResponseReader(limits).read(Octets.ofText(DOCUMENT)))
                .isInstanceOf(MalformedException.class);
    }
}
