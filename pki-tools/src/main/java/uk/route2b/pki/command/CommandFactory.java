package uk.route2b.pki.command;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands: with the surroundings where their constructor takes them, else as picocli does. */
record CommandFactory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].equals(Surroundings.class)) {
                return type.cast(constructor.newInstance(surroundings));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
