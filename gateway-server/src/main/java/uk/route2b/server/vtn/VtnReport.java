package uk.route2b.server.vtn;

import java.util.Map;

/**
 * How a VTN has answered since the start.
 *
 * @param answers by HTTP status
 * @param failures questions without an answer
 * @param trouble the last thing that was not as it should be: no answer, a status other than 200, a web page; empty for
 *     none
 * @param troubleAt when, in ISO form; empty for never
 * @param troubleVen in whose name was asked; empty likewise
 */
public record VtnReport(
        String vtn, Map<Integer, Long> answers, long failures, String trouble, String troubleAt, String troubleVen) {}
