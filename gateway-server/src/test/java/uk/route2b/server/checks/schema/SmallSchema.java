package uk.route2b.server.checks.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** A schema of our own with a few messages, in the two files and namespaces that such a schema has. */
public final class SmallSchema {
    static final String MESSAGES = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:oadr="%1$s" xmlns:ei="%2$s"
                targetNamespace="%1$s" elementFormDefault="qualified">
              <xs:import namespace="%2$s" schemaLocation="interop.xsd"/>
              <xs:complexType name="Message">
                <xs:sequence>
                  <xs:element ref="ei:venID" minOccurs="0"/>
                  <xs:element name="wait" type="oadr:Wait" minOccurs="0"/>
                </xs:sequence>
                <xs:attribute ref="ei:schemaVersion"/>
              </xs:complexType>
              <xs:simpleType name="Wait">
                <xs:restriction base="xs:token"><xs:pattern value="P(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?"/></xs:restriction>
              </xs:simpleType>
              <xs:element name="oadrPoll" type="oadr:Message"/>
              <xs:element name="oadrResponse" type="oadr:Message"/>
              <xs:element name="oadrPayload">
                <xs:complexType><xs:sequence>
                  <xs:element name="oadrSignedObject">
                    <xs:complexType><xs:choice>
                      <xs:element ref="oadr:oadrPoll"/><xs:element ref="oadr:oadrResponse"/>
                    </xs:choice></xs:complexType>
                  </xs:element>
                </xs:sequence></xs:complexType>
              </xs:element>
            </xs:schema>
            """.formatted(OpenAdrXml.OADR, OpenAdrXml.EI);

    static final String INTEROP = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s" elementFormDefault="qualified">
              <xs:attribute name="schemaVersion" type="xs:token"/>
              <xs:element name="venID" type="xs:token"/>
            </xs:schema>
            """.formatted(OpenAdrXml.EI);

    private SmallSchema() {}

    /** Writes it into a folder. */
    public static Path in(Path folder) {
        write(folder, "messages.xsd", MESSAGES);
        write(folder, "interop.xsd", INTEROP);
        return folder;
    }

    /** The same, and anything behind the parts of a message. */
    static Path open(Path folder) {
        in(folder);
        write(
                folder,
                "messages.xsd",
                MESSAGES.replaceFirst(
                        "</xs:sequence>",
                        "<xs:any namespace=\"urn:any\" processContents=\"skip\" minOccurs=\"0\"/></xs:sequence>"));
        return folder;
    }

    static Path write(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
