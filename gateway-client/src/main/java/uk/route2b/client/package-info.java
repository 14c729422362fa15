/**
 * The CEM's end of route 2b, for embedding in an energy manager.
 *
 * <p>A complete example: everything that a CEM has to bring is a commissioning record, a key and a folder.
 *
 * <pre>{@code
 * CommissioningRecord record = CommissioningRecord.builder()
 *         .cem(EntityIdentifier.parse("00-DB-12-34-56-78-90-C1"))
 *         .dsrsp(EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08"))
 *         .dsrspCertificates(PemText.certificates(dsrspPem))
 *         .anchors(TrustAnchors.of(PemText.certificates(trustPem)))
 *         .build();
 * PrivateKey key = PemText.privateKey(keyPem);
 * GatewayListener listener = new GatewayListener() {
 *     public void onPayload(OpenAdrPayload payload, Runnable taken) {
 *         venSide.handle(payload.body());
 *         taken.run();
 *     }
 *
 *     public void onStatus(LinkStatus status) {
 *         screen.show(status.state() + " " + status.reason());
 *     }
 * };
 * try (GatewayClient client = GatewayClient.builder(record)
 *         .signer(Signer.of(key))
 *         .keySource(KeySource.of(key, PemText.certificates(certificatePem)))
 *         .journal(Journal.inFolder(Path.of("state")))
 *         .homeAreaNetwork(meter)
 *         .ven("VEN_1")
 *         .listener(listener)
 *         .build()) {
 *     client.start();
 *     OpenAdrAnswer answer = client.send(OpenAdrRequest.of(body)).toCompletableFuture().get(8, SECONDS);
 *     if (answer instanceof OpenAdrAnswer.Answered answered) {
 *         venSide.answered(answered.status(), answered.body());
 *         answered.handover().taken();
 *     } else if (answer instanceof OpenAdrAnswer.Receipted receipted) {
 *         screen.show("the gateway says " + receipted.status() + " " + receipted.detail());
 *     } else if (answer instanceof OpenAdrAnswer.NotSent notSent) {
 *         screen.show("it never left, and may be sent again: " + notSent.reason());
 *     }
 * }
 * }</pre>
 *
 * <p>Where the gateway is, the client learns from a signed link configuration that the meter hands it (route 2a); until
 * then its status says that it has none. {@code onPayload} hands over what the VTN sends of itself, so such a VEN need
 * not poll; {@code taken} and {@code handover().taken()} say that it is acted on, and what is not said so comes again
 * after the next start. A get that times out leaves the request on its way: its answer then comes by {@code onPayload}
 * if it carries a request of the VTN. It connects, reconnects, resends and acknowledges by itself.
 */
@NullMarked
package uk.route2b.client;

import org.jspecify.annotations.NullMarked;
