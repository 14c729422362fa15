package uk.route2b.protocol.octets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE",
                " \n<!DOCTYPE a>",
                "<?xml version='1.0'?><!DOCTYPE a><a/>",
                "<!-- <a> --><?b <a> ?><!-- --><!DOCTYPE a>",
                "<!----><!DOCTYPE a>"
            })
    void itIsFoundBeforeTheFirstElement(String text) {
        assertThat(Doctype.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<a/>",
                "<a><!DOCTYPE a></a>",
                "<!-- <!DOCTYPE a> --><a/>",
                "<?a <!DOCTYPE a> ?>",
                "<!-- <!DOCTYPE a>",
                "<? <!DOCTYPE a>",
                "<!doctype a>",
                "<?xml version='1.0'?><a/>"
            })
    void elsewhereThereIsNone(String text) {
        assertThat(Doctype.isIn(text)).isFalse();
    }
}
