package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.prove.book.Books;

/**
 * Compares what VTN and VENs sent, were told and received.
 *
 * <p>Safety (nothing twice, order, no phantom) can be looked at any time; that nothing acknowledged is lost only once
 * the load has stopped and everything had time to arrive.
 */
public final class Checker {
    private Checker() {}

    /** Looks at books in the middle of a run. */
    public static Verdict underWay(Books books) {
        return check(books, false);
    }

    /** Looks at the books at the end of a run, when everything has settled. */
    public static Verdict settled(Books books) {
        return check(books, true);
    }

    private static Verdict check(Books books, boolean settled) {
        List<Breach> breaches = new ArrayList<>();
        DownCheck down = new DownCheck(books);
        breaches.addAll(down.phantoms());
        Repeats repeats = Repeats.of(books);
        breaches.addAll(repeats.breaches());
        breaches.addAll(down.order());
        breaches.addAll(UpCheck.check(books));
        if (settled) {
            breaches.addAll(down.lost());
        }
        return new Verdict(breaches, down.superseded(), repeats.allowed());
    }
}
