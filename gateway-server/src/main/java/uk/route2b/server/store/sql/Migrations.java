package uk.route2b.server.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Brings a database to the form that this version knows; each script runs once, in a transaction of its own. */
public final class Migrations {
    /** In order; a script that has been released is never changed, a further one is added. */
    private static final List<String> SCRIPTS =
            List.of("V001.sql", "V002.sql", "V003.sql", "V004.sql", "V005.sql", "V006.sql", "V007.sql", "V008.sql");

    /** The form that this version knows. */
    public static final int FORM = SCRIPTS.size();

    private Migrations() {}

    /** Whether a script has to run on this database. */
    public static boolean areDue(int form) throws SQLException {
        if (form > FORM) {
            throw new SQLException("the database has form " + form + " and this program knows forms up to " + FORM
                    + "; use the newer program that made it");
        }
        return form < FORM;
    }

    /** Runs the next script, and notes its form. To be called in a transaction. */
    public static void next(Sql sql, Dialect dialect) throws SQLException {
        int form = dialect.form(sql);
        if (areDue(form)) {
            for (String part : script(SCRIPTS.get(form), dialect).split(";", -1)) {
                if (!part.isBlank()) {
                    sql.run(part);
                }
            }
            dialect.note(sql, form + 1);
        }
    }

    private static String script(String name, Dialect dialect) {
        String text = text(name).replaceAll("(?m)--.*$", "");
        for (Map.Entry<String, String> word : dialect.words().entrySet()) {
            text = text.replace("${" + word.getKey() + "}", word.getValue());
        }
        return text;
    }

    private static String text(String name) {
        try (InputStream stream = Migrations.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the script " + name + " is missing from this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the script " + name + " cannot be read from this program", unreadable);
        }
    }
}
