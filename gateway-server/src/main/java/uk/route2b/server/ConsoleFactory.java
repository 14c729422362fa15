package uk.route2b.server;

import picocli.CommandLine;
import uk.route2b.commandline.Console;

/** Makes subcommands with the streams of the program. */
record ConsoleFactory(Console console) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == CheckCommand.class
                ? type.cast(new CheckCommand(console))
                : CommandLine.defaultFactory().create(type);
    }
}
