package uk.route2b.conformance.catalogue;

import java.util.function.Predicate;
import uk.route2b.conformance.wire.Heard;

/**
 * What must come back.
 *
 * @param text for people
 * @param holds whether something is that
 * @param word reason word that our own gateway gives; another one is a remark and no failure
 */
public record Expectation(String text, Predicate<Heard> holds, String word) {
    private static final int PROTOCOL_ERROR = 1002;

    private static Expectation of(String text, Predicate<Heard> holds) {
        return new Expectation(text, holds, "");
    }

    /** A close frame with this code. */
    public static Expectation close(int code, String word) {
        return new Expectation(
                ("close " + code + " " + word).strip(),
                heard -> heard instanceof Heard.Closed closed && closed.code() == code,
                word);
    }

    /** A breach of RFC 6455: 1002, or the connection just ends (section 7.1.7). */
    public static Expectation protocolError() {
        return of("close 1002, or the end of the connection", heard -> isEnd(heard, PROTOCOL_ERROR));
    }

    /** A close frame with this code, unless the cut overtakes it. */
    public static Expectation closeOrEnd(int code) {
        return of("close " + code + ", or the end of the connection", heard -> isEnd(heard, code));
    }

    private static boolean isEnd(Heard heard, int code) {
        return heard instanceof Heard.Ended || heard instanceof Heard.Closed closed && closed.code() == code;
    }

    /** TLS ends, or the upgrade is refused with 4xx. */
    public static Expectation noLink() {
        return of(
                "TLS refuses, or HTTP 4xx at the upgrade",
                heard -> heard instanceof Heard.Ended || heard instanceof Heard.Http http && http.status() / 100 == 4);
    }

    /** The upgrade is refused with 4xx. */
    public static Expectation http4xx() {
        return of("HTTP 4xx", heard -> heard instanceof Heard.Http http && http.status() / 100 == 4);
    }

    /** The same of a head that is not read to its end: then the cut may overtake the answer. */
    public static Expectation http4xxOrEnd() {
        return of(
                "HTTP 4xx, or the end of the connection",
                heard -> heard instanceof Heard.Ended || heard instanceof Heard.Http http && http.status() / 100 == 4);
    }

    /** The connection ends before anything is said. */
    public static Expectation end() {
        return of("the connection ends", heard -> heard instanceof Heard.Ended);
    }

    /** The upgrade is granted. */
    public static Expectation upgrade() {
        return of("the upgrade is granted", heard -> heard instanceof Heard.Upgraded);
    }

    /** Compares. */
    public Verdict judge(Heard heard) {
        if (!holds.test(heard)) {
            return new Verdict.Failed(heard.text());
        }
        boolean sameWord = word.isEmpty()
                || heard instanceof Heard.Closed closed && closed.word().equals(word);
        return new Verdict.Passed(heard.text(), sameWord ? "" : "the reason word is not " + word);
    }
}
