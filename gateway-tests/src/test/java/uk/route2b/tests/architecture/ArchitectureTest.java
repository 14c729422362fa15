package uk.route2b.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies point one way, and a technology stays in the packages that are named for it. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.route2b");

    /** A public type may make what stands behind it; behind it nothing else points back. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("uk.route2b.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAnyPackage("uk.route2b.client", "uk.route2b.client.spi"),
                        resideInAPackage("uk.route2b.client.internal.."))
                .check(OURS);
    }

    @Test
    void theContractKnowsNothingButJavaAndJson() {
        classes()
                .that()
                .resideInAPackage("uk.route2b.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("uk.route2b.protocol..", "java..", "javax..", "tools.jackson..", "org.jspecify..")
                .check(OURS);
    }

    /** Pure: what it does depends on its arguments alone. */
    @Test
    void theContractHasNoSocketFileThreadOrClock() {
        noClasses()
                .that()
                .resideInAPackage("uk.route2b.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.util.concurrent..", "javax.net..", "org.slf4j..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(OURS);
    }

    @TestFactory
    Stream<DynamicTest> modulesDependOneWay() {
        return Stream.of(
                        never("protocol", "commandline", "pki", "client", "cem", "server", "simulator"),
                        never("commandline", "protocol", "pki", "client", "cem", "server", "simulator"),
                        never("pki", "client", "cem", "server", "simulator"),
                        never("client", "commandline", "pki", "cem", "server", "simulator"),
                        never("cem", "pki", "server", "simulator"),
                        never("server", "client", "cem", "simulator"),
                        never("simulator", "server", "cem"),
                        // nothing that is shipped knows of the proofs
                        never("protocol", "prove", "conformance"),
                        never("client", "prove", "conformance"),
                        never("cem", "prove", "conformance"),
                        never("server", "prove", "conformance"),
                        never("pki", "prove", "conformance"),
                        never("simulator", "prove", "conformance"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(OURS)));
    }

    private static ArchRule never(String module, String... others) {
        String[] packages =
                Stream.of(others).map(other -> "uk.route2b." + other + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("uk.route2b." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    @TestFactory
    Stream<DynamicTest> eachTechnologyStaysWhereItsNameIs() {
        return Stream.of(
                        only("org.eclipse.jetty..", "..jetty.."),
                        only("okhttp3..", "..okhttp..", "uk.route2b.simulator.."),
                        only("java.sql..", "..store.sql..", "..sqlite..", "..postgresql.."),
                        only("org.postgresql..", "..postgresql.."),
                        only("com.zaxxer..", "..postgresql.."),
                        only("org.sqlite..", "..sqlite.."),
                        only("org.bouncycastle..", "uk.route2b.pki..", "..cryptography..", "uk.route2b.benchmarks.."),
                        only("com.sun.net.httpserver..", "..endpoint..", "uk.route2b.simulator.."),
                        only(
                                "picocli..",
                                "uk.route2b.commandline..",
                                "..command..",
                                "..cem..",
                                "..server..",
                                "uk.route2b.simulator..",
                                "uk.route2b.benchmarks..",
                                "uk.route2b.prove"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(OURS)));
    }

    private static ArchRule only(String technology, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .and()
                .resideInAPackage("uk.route2b..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology);
    }

    /** Time comes in by constructor, or no test can move it. Programs, and what they are made of, are the roots. */
    @Test
    void onlyProgramsAskTheSystemForTheTime() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Program|Command|Surroundings|\\.Clock(\\$.*)?)$")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(OURS);
    }

    @Test
    void noTypeIsNamedForNothing() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("KeyManager")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(OURS);
    }

    /** The jar that others embed brings no certificate issuer, no YAML and no logging backend. */
    @Test
    void theClientStaysThin() {
        noClasses()
                .that()
                .resideInAPackage("uk.route2b.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "tools.jackson.dataformat..", "ch.qos.logback..", "picocli..")
                .check(OURS);
    }
}
