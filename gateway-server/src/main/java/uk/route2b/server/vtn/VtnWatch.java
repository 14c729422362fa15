package uk.route2b.server.vtn;

/** Told how each question to a VTN ended. Safe for use by several threads; it must not block. */
public interface VtnWatch {
    /** Nobody looks. */
    VtnWatch NONE = new VtnWatch() {
        @Override
        public void answered(VtnRequest request, VtnAnswer answer) {
            // nobody wants to know
        }

        @Override
        public void failed(VtnRequest request, String reason) {
            // nobody wants to know
        }
    };

    /** The VTN answered, whatever it was. */
    void answered(VtnRequest request, VtnAnswer answer);

    /** It did not, and the VEN is told 503. */
    void failed(VtnRequest request, String reason);
}
