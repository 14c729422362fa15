package uk.route2b.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/** Cut a message for route 2a and put it together again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TunnelBenchmark {
    /** Octets of the payload. */
    @Param({"1000", "16000"})
    public int payload;

    private Octets message = Octets.EMPTY;
    private List<String> texts = List.of();

    @Setup
    public void prepare() {
        message = Payload.ofSize(payload);
        texts = split().stream().map(Fragment::text).toList();
    }

    @Benchmark
    public List<Fragment> split() {
        return FragmentSplitter.split(message, Direction.DOWN, 7);
    }

    @Benchmark
    public Offered join() {
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        Offered last = new Offered.Ignored("");
        for (String text : texts) {
            last = reassembler.offer(text, 0);
        }
        return last;
    }
}
