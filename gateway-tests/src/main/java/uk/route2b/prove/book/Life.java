package uk.route2b.prove.book;

/**
 * One run of a CEM's process that was ended by kill -9.
 *
 * @param done how many payloads it reported as stored with "its VEN has it"
 * @param ended when it was dead
 */
public record Life(String cem, int number, int done, long ended) {}
