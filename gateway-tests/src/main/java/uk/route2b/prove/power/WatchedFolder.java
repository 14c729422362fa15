package uk.route2b.prove.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The folder of one victim, over all its lives. Not for several threads. */
public final class WatchedFolder {
    private final PowerShim shim;
    private final Path folder;
    private final Path trace;
    private final Path fault;
    private final String lies;
    private Medium before;

    /**
     * Watches {@code folder}, which is made if it is absent.
     *
     * @param beside where trace and faults stand, outside of it
     * @param lies which syncs are not done: {@code file}, {@code folder}, both or neither
     */
    public WatchedFolder(PowerShim shim, Path folder, Path beside, String lies) throws IOException {
        this.shim = shim;
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        Files.createDirectories(beside);
        this.trace = beside.resolve(folder.getFileName() + ".trace").toAbsolutePath();
        this.fault = beside.resolve(folder.getFileName() + ".fault").toAbsolutePath();
        this.lies = lies;
        this.before = Medium.of(folder);
    }

    /** The environment of the next life; what is in the folder now is taken to be on the medium. */
    public Map<String, String> nextLife() {
        try {
            Files.deleteIfExists(trace);
            before = Medium.of(folder);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        Map<String, String> environment = new TreeMap<>();
        environment.put("LD_PRELOAD", shim.library().toString());
        environment.put("POWERCUT_FOLDER", folder.toString());
        environment.put("POWERCUT_TRACE", trace.toString());
        environment.put("POWERCUT_FAULT", fault.toString());
        environment.put("POWERCUT_LIES", lies);
        return environment;
    }

    /** The disk begins to fail; words as in the source of the library. */
    public void fault(String words) throws IOException {
        Path fresh = fault.resolveSibling(fault.getFileName() + ".new");
        Files.writeString(fresh, words);
        Files.move(fresh, fault, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** It fails no more. */
    public void mended() throws IOException {
        Files.deleteIfExists(fault);
    }

    /** After the process was killed: leaves in the folder what the power cut left. */
    public CutCounts cut(Mercy mercy, Random random) throws IOException {
        if (!Files.exists(trace)) {
            throw new IOException("no trace at " + trace + ": the library was not at work, so nothing is shown");
        }
        CutCounts counts = PowerCut.strike(before, Trace.read(trace), mercy, random);
        before.writeTo(folder);
        return counts;
    }

    /** What the trace says is there now, and what really is. */
    Comparison compare() throws IOException {
        Medium said = before;
        PowerCut.strike(said, Trace.read(trace), Mercy.ALL, new Random(0));
        return new Comparison(said, Medium.of(folder));
    }

    /** Two views of one folder. */
    record Comparison(Medium traced, Medium real) {
        boolean agrees() {
            return traced.files().equals(real.files());
        }
    }
}
