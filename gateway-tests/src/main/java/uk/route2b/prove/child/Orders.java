package uk.route2b.prove.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads the prover's orders from standard input: {@code arm STEP N}, {@code stop}. Its end is the end of the child. */
final class Orders implements Runnable {
    private static final int PROVER_GONE = 3;

    private final InputStream in;
    private final StepGate gate;
    private final AutoCloseable program;

    private Orders(InputStream in, StepGate gate, AutoCloseable program) {
        this.in = in;
        this.gate = gate;
        this.program = program;
    }

    /** Follows orders on a thread of its own. */
    static void follow(InputStream in, StepGate gate, AutoCloseable program) {
        new Thread(new Orders(in, gate, program), "orders").start();
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                carryOut(line.split(" ", -1));
            }
        } catch (IOException cut) {
            // The prover is gone, and so is the reason for this process.
        }
        Runtime.getRuntime().halt(PROVER_GONE);
    }

    private void carryOut(String... words) {
        if (words[0].equals("arm")) {
            gate.arm(words[1], Integer.parseInt(words[2]));
        } else if (words[0].equals("stop")) {
            stop();
        }
    }

    /** Not halt: an archive of classes is written by an ordinary end. */
    private void stop() {
        try {
            program.close();
        } catch (Exception notClean) {
            System.exit(1);
        }
        System.exit(0);
    }
}
