package uk.route2b.pki.command;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import uk.route2b.commandline.Console;

/**
 * Makes commands: with the surroundings, or the streams of them, where their constructor takes them, else as picocli
 * does.
 */
record CommandFactory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1) {
                return type.cast(constructor.newInstance(part(constructor.getParameterTypes()[0])));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    /** Groups that need no more than the streams take only those. */
    private Object part(Class<?> wanted) {
        return wanted.equals(Console.class) ? surroundings.console() : surroundings;
    }
}
