package uk.route2b.tests.tunnel;

import java.util.zip.Deflater;
import uk.route2b.protocol.octets.Octets;

/** How many fragments a message takes, from docs/wire-format.md section 4 and without the product's code. */
final class FragmentFormula {
    private static final int SLICE_DOWN = 106;
    private static final int SLICE_UP = 1_058;

    private FragmentFormula() {}

    static int fragments(Octets message, boolean down) {
        int octets = Math.min(message.size(), zlib(message));
        int characters = (4 * octets + 2) / 3;
        int slice = down ? SLICE_DOWN : SLICE_UP;
        return (characters + slice - 1) / slice;
    }

    private static int zlib(Octets message) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(message.toArray());
        deflater.finish();
        int size = deflater.deflate(new byte[message.size() + 1024]);
        deflater.end();
        return size;
    }
}
