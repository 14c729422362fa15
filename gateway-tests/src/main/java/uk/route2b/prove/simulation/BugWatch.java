package uk.route2b.prove.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Silences the products' log for the time of a simulation and listens for what they call a bug of theirs. */
final class BugWatch implements AutoCloseable {
    private final Logger root;
    private final Level before;
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Listener listener;

    /** @param bugs told of each */
    BugWatch(Consumer<String> bugs) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        before = root.getLevel();
        for (Iterator<Appender<ILoggingEvent>> each = root.iteratorForAppenders(); each.hasNext(); ) {
            others.add(each.next());
        }
        listener = new Listener(bugs);
        listener.setContext(context);
    }

    /** From now on. */
    void listen() {
        others.forEach(root::detachAppender);
        listener.start();
        root.addAppender(listener);
        root.setLevel(Level.ERROR);
    }

    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final Consumer<String> bugs;

        Listener(Consumer<String> bugs) {
            this.bugs = bugs;
        }

        @Override
        protected void append(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            String thrown = event.getThrowableProxy() == null
                    ? ""
                    : event.getThrowableProxy().getClassName();
            // What was killed in the middle of something fails there, and that is meant.
            if (message.contains("a bug") && !thrown.equals(Killed.class.getName())) {
                bugs.accept(message + ": " + thrown + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage() + " at "
                                        + List.of(event.getThrowableProxy().getStackTraceElementProxyArray())
                                                .subList(
                                                        0,
                                                        Math.min(
                                                                4,
                                                                event.getThrowableProxy()
                                                                        .getStackTraceElementProxyArray()
                                                                        .length))));
            }
        }
    }

    @Override
    public void close() {
        root.detachAppender(listener);
        others.forEach(root::addAppender);
        root.setLevel(before);
    }
}
