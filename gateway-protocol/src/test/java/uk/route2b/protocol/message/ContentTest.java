package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Malformed.hex;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class ContentTest {
    private static final int MIB = 1024 * 1024;

    private static Octets zerosDeflated(long size) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] zeros = new byte[MIB];
            byte[] chunk = new byte[8192];
            for (long done = 0; done < size; done += MIB) {
                deflater.setInput(zeros);
                while (!deflater.needsInput()) {
                    out.write(chunk, 0, deflater.deflate(chunk));
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return Octets.of(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    @Test
    void aBombOfOneGibibyteStopsAtOneMebibyteWhileItInflates() {
        Octets bomb = zerosDeflated(1024L * MIB);
        assertThat(bomb.size()).isLessThan(2 * MIB);
        long start = System.nanoTime();
        refuses(Malformation.INFLATED_TOO_LONG, -1, () -> Zlib.inflate(bomb, MIB));
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    @Test
    void theLimitItselfIsAllowedAndOneMoreIsNot() throws MalformedException {
        Octets deflated = Zlib.deflate(Octets.of(new byte[1000]));
        assertThat(Zlib.inflate(deflated, 1000).size()).isEqualTo(1000);
        refuses(Malformation.INFLATED_TOO_LONG, -1, () -> Zlib.inflate(deflated, 999));
        assertThat(Zlib.inflate(Zlib.deflate(Octets.EMPTY), 0)).isEqualTo(Octets.EMPTY);
    }

    @ParameterizedTest(name = "{0} octets")
    @ValueSource(ints = {0, 8191, 8192, 8193, 16384, 81920})
    void aBodyOfAnySizeComesBackAlsoWhereItFillsTheLastChunk(int size) throws MalformedException {
        for (Octets plain : new Octets[] {Octets.of(new byte[size]), new Chance(size).octets(size)}) {
            assertThat(Zlib.inflate(Zlib.deflate(plain), size)).isEqualTo(plain);
        }
    }

    @Test
    void anOctetAfterTheChecksumIsRefusedWhereItStands() {
        Octets deflated = Zlib.deflate(Octets.ofText("payload"));
        refuses(Malformation.INFLATE, deflated.size(), () -> Zlib.inflate(Octets.concat(deflated, hex("00")), MIB));
        refuses(Malformation.INFLATE, deflated.size(), () -> Zlib.inflate(Octets.concat(deflated, deflated), MIB));
    }

    @Test
    void aDictionaryIsRefused() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("payload".getBytes(StandardCharsets.US_ASCII));
        deflater.setInput("payload".getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        byte[] out = new byte[100];
        Octets deflated = Octets.of(out).slice(0, deflater.deflate(out));
        deflater.end();
        Octets withDictionary = Octets.of(out).slice(0, deflated.size());
        refuses(Malformation.INFLATE, -1, () -> Zlib.inflate(withDictionary, MIB));
    }

    @Test
    void everyDamagedOctetOfTheChecksumAndEveryCutIsRefused() {
        Octets deflated = Zlib.deflate(Octets.ofText("payload payload payload"));
        for (int octet = deflated.size() - 4; octet < deflated.size(); octet++) {
            byte[] damaged = deflated.toArray();
            damaged[octet] ^= 1;
            refuses(Malformation.INFLATE, -1, () -> Zlib.inflate(Octets.of(damaged), MIB));
        }
        for (int end = 0; end < deflated.size(); end++) {
            Octets cut = deflated.slice(0, end);
            refuses(Malformation.INFLATE, -1, () -> Zlib.inflate(cut, MIB));
        }
    }

    @Test
    void gzipAndRawDeflateAreNotZlib() {
        refuses(Malformation.INFLATE, -1, () -> Zlib.inflate(hex("1F8B0800000000000003030000000000 00000000"), MIB));
        refuses(Malformation.INFLATE, -1, () -> Zlib.inflate(hex("0300"), MIB));
    }

    @Test
    void zlibIsUsedOnlyIfThatIsShorter() {
        Octets dense = new Chance(1).octets(500);
        assertThat(Content.smallest(ContentFormat.XML, dense)).isEqualTo(new Content(ContentFormat.XML, dense));
        Content small = Content.smallest(ContentFormat.JSON_ZLIB, new Chance(1).repetitive(500));
        assertThat(small.format()).isEqualTo(ContentFormat.JSON_ZLIB);
        assertThat(small.body().size()).isLessThan(500);
        assertThat(Content.smallest(ContentFormat.DER, new Chance(1).repetitive(500))
                        .format())
                .isEqualTo(ContentFormat.DER);
    }

    @Test
    void theLinkDeflatesOnlyAboveOneKibibyte() {
        assertThat(Content.forLink(ContentFormat.XML, new Chance(1).repetitive(1024))
                        .format())
                .isEqualTo(ContentFormat.XML);
        assertThat(Content.forLink(ContentFormat.XML, new Chance(1).repetitive(1025))
                        .format())
                .isEqualTo(ContentFormat.XML_ZLIB);
        assertThat(Content.forLink(ContentFormat.XML, new Chance(1).octets(5000))
                        .format())
                .isEqualTo(ContentFormat.XML);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void contentComesBackInEveryFormat(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        for (ContentFormat format : ContentFormat.values()) {
            for (int size : new int[] {0, 1, chance.below(5000)}) {
                Octets body = chance.once(2) ? chance.octets(size) : chance.repetitive(size);
                for (Content content : new Content[] {Content.smallest(format, body), Content.plain(format, body)}) {
                    Content read = Content.read(content.octets());
                    assertThat(read).isEqualTo(content);
                    assertThat(read.plainBody(size)).isEqualTo(body);
                }
            }
        }
    }

    @Test
    void noFormatOctetAndAnUnknownOneAreRefused() {
        refuses(Malformation.EMPTY_CONTENT, 0, () -> Content.read(Octets.EMPTY));
        for (int octet = 0; octet < 256; octet++) {
            Octets content = Octets.of((byte) octet, (byte) 0);
            if (octet < 0x20 || octet > 0x27) {
                refuses(Malformation.FORMAT, 0, () -> Content.read(content));
            }
        }
    }

    @Test
    void formatsAndTheirZlibFormsAreInStep() {
        for (ContentFormat format : ContentFormat.values()) {
            assertThat(ContentFormat.of(format.octet())).contains(format);
            assertThat(format.plain().compressed()).isFalse();
            format.zlib().ifPresent(zlib -> assertThat(zlib.plain()).isEqualTo(format.plain()));
            assertThat(format.digits()).isEqualTo(Integer.toHexString(format.octet()));
        }
    }
}
