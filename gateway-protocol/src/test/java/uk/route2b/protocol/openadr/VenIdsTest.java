package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Which venIDs of a payload say who speaks. */
class VenIdsTest {
    @Test
    void thoseOfTargetsDoNotAndThoseBehindThemDo() throws MalformedException {
        PayloadHead head = read("<eiTarget><groupID>g</groupID><venID>a</venID></eiTarget><venID>b</venID>"
                + "<reportSubject><venID>c</venID></reportSubject><venID>d</venID><venID>b</venID>");
        assertThat(head.venIds()).containsExactly("b", "d");
        assertThat(head.venId()).contains("a");
    }

    @Test
    void aTargetInATargetEndsOnlyItself() throws MalformedException {
        PayloadHead head = read("<reportDataSource><eiTarget><venID>a</venID></eiTarget><venID>b</venID>"
                + "</reportDataSource><venID>c</venID>");
        assertThat(head.venIds()).containsExactly("c");
    }

    @Test
    void aThousandAreKeptAndOneMoreIsRefused() throws MalformedException {
        assertThat(read(many(1_000)).venIds()).hasSize(1_000);
        assertThat(read(many(1_000) + "<venID>v1</venID>").venIds()).hasSize(1_000);
        refuses(Malformation.XML_LIMIT, () -> read(many(1_001)));
    }

    private static String many(int count) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < count; index++) {
            text.append("<venID>v").append(index).append("</venID>");
        }
        return text.toString();
    }

    private static PayloadHead read(String inside) throws MalformedException {
        return PayloadReader.DEFAULT.read(
                Octets.ofText("<oadrPoll xmlns=\"" + PayloadReader.OADR + "\">" + inside + "</oadrPoll>"));
    }
}
