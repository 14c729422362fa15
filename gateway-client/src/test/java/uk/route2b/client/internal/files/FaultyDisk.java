package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import uk.route2b.protocol.octets.Octets;

/**
 * A disk on which one step fails, after some octets of it were written or after all of it was done; then it is well
 * again, or fails on.
 */
final class FaultyDisk implements Disk {
    private int steps;
    private int failAt = Integer.MAX_VALUE;
    private int prefix;
    private boolean doneAll;
    private boolean forGood;

    /** The {@code step}th from now on, counted from 0, fails after {@code octets} of what it writes. */
    void failAt(int step, int octets) {
        steps = 0;
        failAt = step;
        prefix = octets;
        doneAll = false;
        forGood = false;
    }

    /** It does all that it should, and then says that it failed. */
    void failAfter(int step) {
        failAt(step, 0);
        doneAll = true;
    }

    /** From the {@code step}th on everything fails. */
    void failFrom(int step) {
        failAt(step, 0);
        forGood = true;
    }

    void well() {
        failAt(Integer.MAX_VALUE, 0);
    }

    private boolean fails() {
        int step = steps++;
        return forGood ? step >= failAt : step == failAt;
    }

    private static IOException failed() {
        return new IOException("the test's disk failed");
    }

    private interface Work {
        void run() throws IOException;
    }

    private void step(Work work) throws IOException {
        boolean fails = fails();
        if (!fails || doneAll) {
            work.run();
        }
        if (fails) {
            throw failed();
        }
    }

    @Override
    public void write(Path file, List<Octets> parts) throws IOException {
        if (fails()) {
            Octets all = Octets.concat(parts.toArray(Octets[]::new));
            int length = doneAll ? all.size() : Math.min(prefix, all.size());
            Files.write(file, all.slice(0, length).toArray());
            throw failed();
        }
        REAL.write(file, parts);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step(() -> REAL.rename(from, to));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step(() -> REAL.syncFolder(folder));
    }

    @Override
    public void delete(Path file) throws IOException {
        step(() -> REAL.delete(file));
    }
}
