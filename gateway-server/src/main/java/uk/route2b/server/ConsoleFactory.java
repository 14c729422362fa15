package uk.route2b.server;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import uk.route2b.commandline.Console;

/** Makes commands: with the streams of the program where their constructor takes them, else as picocli does. */
record ConsoleFactory(Console console) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].equals(Console.class)) {
                return type.cast(constructor.newInstance(console));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
