package uk.route2b.prove.power;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The library that is preloaded, made from its source where there is a compiler. */
public final class PowerShim {
    private static final String SOURCE = "/powercut.c";

    private final Path library;

    private PowerShim(Path library) {
        this.library = library;
    }

    /**
     * Compiles it into {@code folder}.
     *
     * @return empty if this machine has no C compiler, or is no Linux
     * @throws IOException if there is one and it fails, with what it said
     */
    public static Optional<PowerShim> make(Path folder) throws IOException {
        Optional<String> compiler = compiler();
        if (compiler.isEmpty() || !System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        Path source = folder.resolve("powercut.c");
        try (InputStream in = PowerShim.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException("the source of the library is not on the class path: " + SOURCE);
            }
            Files.write(source, in.readAllBytes());
        }
        Path library = folder.resolve("powercut.so").toAbsolutePath();
        compile(List.of(
                compiler.get(),
                "-shared",
                "-fPIC",
                "-O2",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl",
                "-lpthread"));
        return Optional.of(new PowerShim(library));
    }

    private static Optional<String> compiler() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String name : List.of("cc", "gcc", "clang")) {
            for (String folder : path.split(":", -1)) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return Optional.of(program.toString());
                }
            }
        }
        return Optional.empty();
    }

    private static void compile(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the compiler failed: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling", interrupted);
        }
    }

    Path library() {
        return library;
    }
}
