package uk.route2b.server.checks.schema;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/**
 * Lets a schema name files of its own folder and nothing else, links followed.
 *
 * @param folder its real path
 */
record InsideFolder(Path folder) implements LSResourceResolver {
    /** A schema names something outside of its folder. */
    static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutsideException(String why) {
            super(why);
        }
    }

    /** @return null: what may be read is read by the compiler itself, which says by itself what is not there */
    @Override
    public @Nullable LSInput resolveResource(
            String type,
            @Nullable String namespace,
            @Nullable String publicId,
            @Nullable String systemId,
            @Nullable String base) {
        if (systemId != null && !isInside(systemId, base)) {
            throw new OutsideException(systemId + ", which " + base + " names, is no file in " + folder
                    + "; put a copy there and name that");
        }
        return null;
    }

    private boolean isInside(String systemId, @Nullable String base) {
        try {
            URI named = URI.create(systemId.replace(" ", "%20"));
            URI whole = base == null ? named : URI.create(base).resolve(named);
            return "file".equals(whole.getScheme())
                    && Path.of(whole).toRealPath().startsWith(folder);
        } catch (IllegalArgumentException | FileSystemNotFoundException | IOException none) {
            return false;
        }
    }
}
