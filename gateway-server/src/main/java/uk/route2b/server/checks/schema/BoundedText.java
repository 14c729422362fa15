package uk.route2b.server.checks.schema;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Stands before the validator and ends a payload that has more long text than it should be asked about.
 *
 * <p>The JDK takes a time that grows with the square of a text's length to hold it against a pattern (measured: 65,000
 * digits against that of a duration, seconds). So the squares are added up, short texts aside, and what is above
 * {@link #MOST} costs a tenth of a second at the worst and is not looked at further.
 */
final class BoundedText extends XMLFilterImpl {
    /** Rule of a finding. */
    static final String RULE = "text-limit";

    /** Of squares: one text of 5,792 characters, or eight certificates in Base64. */
    static final long MOST = 1L << 25;

    /** Characters of a text that is not counted. */
    static final int SHORT = 128;

    private @Nullable Locator locator;
    private long spent;
    private long open;

    BoundedText(XMLReader reader) {
        super(reader);
    }

    @Override
    public void setDocumentLocator(Locator newLocator) {
        locator = newLocator;
        super.setDocumentLocator(newLocator);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        close();
        for (int index = 0; index < attributes.getLength(); index++) {
            open = attributes.getValue(index).length();
            requireFew();
            close();
        }
        super.startElement(uri, name, qualified, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        close();
        super.endElement(uri, name, qualified);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        open += length;
        requireFew();
        super.characters(text, start, length);
    }

    private void requireFew() throws SAXException {
        if (spent + square() > MOST) {
            throw new SAXParseException(RULE + ": more long text than a schema is asked about", locator);
        }
    }

    private void close() {
        spent += square();
        open = 0;
    }

    private long square() {
        return open > SHORT ? open * open : 0;
    }
}
