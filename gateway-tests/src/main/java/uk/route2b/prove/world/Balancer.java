package uk.route2b.prove.world;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Which node a CEM or a VTN gets. Safe for use by several threads. */
final class Balancer {
    /** One push in so many goes to a node that does not hold the CEM's link, as a VTN cannot know. */
    private static final int ELSEWHERE = 8;

    private final List<Node> nodes;
    private final Map<String, Node> byCem = new ConcurrentHashMap<>();
    private final Random random;

    Balancer(List<Node> nodes, Random random) {
        this.nodes = List.copyOf(nodes);
        this.random = random;
    }

    /** From now on {@code cem} is for {@code node}, as long as it serves. */
    void assign(String cem, Node node) {
        byCem.put(cem, node);
    }

    /** The node that has {@code cem}; another one if that does not serve. */
    Node of(String cem) {
        Node wished = byCem.computeIfAbsent(cem, ignored -> nodes.get(0));
        if (wished.serves()) {
            return wished;
        }
        Node other = nodes.stream().filter(Node::serves).findFirst().orElse(wished);
        byCem.put(cem, other);
        return other;
    }

    OptionalInt link(String cem) {
        Node node = of(cem);
        return node.serves() ? node.link() : OptionalInt.empty();
    }

    OptionalInt push(Ven ven) {
        Node node = elsewhere() ? nodes.get(nodes.size() - 1) : of(ven.cem());
        return node.serves() ? node.push() : of(ven.cem()).push();
    }

    private synchronized boolean elsewhere() {
        return nodes.size() > 1 && random.nextInt(ELSEWHERE) == 0;
    }
}
