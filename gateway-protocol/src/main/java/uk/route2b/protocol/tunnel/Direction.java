package uk.route2b.protocol.tunnel;

/**
 * The two ways through the smart meter system, and how many characters one message of each carries.
 *
 * <p>Sources: ECS46a has five labels of at most 22 printable characters (DUIS 6.14.1); ECS200 has 1,200 octets in all,
 * of which 138 are framing.
 */
public enum Direction {
    /** DSRSP to CEM, as the five labels of an ECS46a command. */
    DOWN(FragmentOrigin.DSRSP, 110),
    /** CEM to DSRSP, as the state text of an ECS200 alert. */
    UP(FragmentOrigin.CEM, 1_062);

    private final FragmentOrigin origin;
    private final int characters;

    Direction(FragmentOrigin origin, int characters) {
        this.origin = origin;
        this.characters = characters;
    }

    /** Who originates fragments in this direction. */
    public FragmentOrigin origin() {
        return origin;
    }

    /** Characters of one fragment, header and slice. */
    public int characters() {
        return characters;
    }

    /** Characters of a full slice. */
    public int sliceCharacters() {
        return characters - FragmentHeader.CHARACTERS;
    }

    /** How many fragments a text of {@code characters} takes: one per slice begun, and one even for no text. */
    public int fragmentsFor(int textCharacters) {
        return Math.max(1, (textCharacters + sliceCharacters() - 1) / sliceCharacters());
    }
}
