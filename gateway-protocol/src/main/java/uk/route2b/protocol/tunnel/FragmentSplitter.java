package uk.route2b.protocol.tunnel;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.Octets;

/** Cuts a message into fragments: all slices but the last are full. */
public final class FragmentSplitter {
    private FragmentSplitter() {}

    /**
     * Cuts {@code octets} for {@code direction}.
     *
     * @param messageId 0 to 255; runs on durably, and a retry keeps it
     * @throws IllegalArgumentException if that takes more than 2,048 fragments
     */
    public static List<Fragment> split(Octets octets, Direction direction, int messageId) {
        return split(TunnelMessage.of(octets), direction, direction.origin(), messageId);
    }

    /** As above for a message whose form and origin are given, as a test or a tool wants it. */
    public static List<Fragment> split(
            TunnelMessage message, Direction direction, FragmentOrigin origin, int messageId) {
        int count = direction.fragmentsFor(message.text().length());
        if (count > FragmentHeader.INDEX_MOST + 1) {
            throw new IllegalArgumentException(
                    "the message takes " + count + " fragments, and the index goes to " + FragmentHeader.INDEX_MOST);
        }
        List<Fragment> fragments = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            ControlBits bits = new ControlBits(origin, message.compressed(), message.base64(), index == count - 1);
            fragments.add(new Fragment(new FragmentHeader(bits, index, messageId), slice(message, direction, index)));
        }
        return List.copyOf(fragments);
    }

    private static String slice(TunnelMessage message, Direction direction, int index) {
        int start = index * direction.sliceCharacters();
        int end = Math.min(start + direction.sliceCharacters(), message.text().length());
        return message.text().substring(start, end);
    }
}
