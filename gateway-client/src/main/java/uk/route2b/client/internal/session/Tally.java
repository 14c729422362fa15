package uk.route2b.client.internal.session;

/** What happened since the start. On the engine's thread only. */
public final class Tally {
    private long sent;
    private long received;
    private long repeated;
    private long refused;
    private long alarms;
    private long dials;
    private long fragmentsRead;
    private long alertsSent;
    private long givenUp;
    private long damaged;
    private long doubted;
    private long sentByMeter;
    private long receivedByMeter;

    void countSent() {
        sent++;
    }

    void countReceived() {
        received++;
    }

    void countRepeated() {
        repeated++;
    }

    void countRefused() {
        refused++;
    }

    void countAlarm() {
        alarms++;
    }

    void countDial() {
        dials++;
    }

    public void countFragmentRead() {
        fragmentsRead++;
    }

    public void countAlertSent() {
        alertsSent++;
    }

    void countGivenUp() {
        givenUp++;
    }

    void countDamaged() {
        damaged++;
    }

    void countDoubted() {
        doubted++;
    }

    void countSentByMeter() {
        sentByMeter++;
    }

    public void countReceivedByMeter() {
        receivedByMeter++;
    }

    long sentByMeter() {
        return sentByMeter;
    }

    long receivedByMeter() {
        return receivedByMeter;
    }

    long doubted() {
        return doubted;
    }

    long givenUp() {
        return givenUp;
    }

    long damaged() {
        return damaged;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    long repeated() {
        return repeated;
    }

    long refused() {
        return refused;
    }

    long alarms() {
        return alarms;
    }

    long dials() {
        return dials;
    }

    long fragmentsRead() {
        return fragmentsRead;
    }

    long alertsSent() {
        return alertsSent;
    }
}
