package uk.route2b.prove.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A configuration file of a program: the input is written to a file, because paths in it start from its folder. */
final class ConfigurationFile implements FuzzTarget {
    private final String name;
    private final Consumer<Path> reader;

    ConfigurationFile(String name, Consumer<Path> reader) {
        this.name = name;
        this.reader = reader;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(Octets input) throws MalformedException {
        try {
            Path file = Files.createTempFile("route2b", ".yaml");
            try {
                Files.write(file, input.toArray());
                reader.accept(file);
            } catch (CommandFailure told) {
                throw new MalformedException(Malformation.TEXT, name);
            } finally {
                Files.delete(file);
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
