package greenroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house as its map draws it: who may use whom, and what no room may hold. */
class HouseTests {
    /** From the doors down to the ground: each may use only what stands below it. Doors do not use each other. */
    private static final List<String> DOORS = List.of("submission", "moderation", "publication", "transfer");

    private static final List<String> BELOW = List.of(
            "screening",
            "comment",
            "moderator",
            "ratelimit",
            "backup",
            "privacy",
            "site",
            "audit",
            "web",
            "postgres",
            "tracing",
            "ids");

    private static final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("greenroom");

    @Test
    void packagesDependOneWayOnly() {
        slices().matching("greenroom.(*)").should().beFreeOfCycles().check(house);
        for (String door : DOORS) {
            mayNotUse(door, DOORS.stream().filter(other -> !other.equals(door)).toList());
        }
        for (int i = 0; i < BELOW.size(); i++) {
            mayNotUse(BELOW.get(i), DOORS);
            mayNotUse(BELOW.get(i), BELOW.subList(0, i));
        }
    }

    private static void mayNotUse(String room, List<String> others) {
        if (!others.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage("greenroom." + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            others.stream().map(other -> "greenroom." + other).toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(house);
        }
    }

    @Test
    void everyPackageHasItsPlaceOnTheMap() {
        var packages = house.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("greenroom"))
                .distinct()
                .map(name -> name.substring("greenroom.".length()));
        assertThat(packages).allMatch(name -> DOORS.contains(name) || BELOW.contains(name));
    }

    @Test
    void theDoorsExportNoJava() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .resideInAnyPackage(
                        DOORS.stream().map(door -> "greenroom." + door).toArray(String[]::new))
                .should()
                .notBePublic()
                .check(house);
    }

    @Test
    void bucket4jStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("greenroom.ratelimit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.bucket4j..")
                .check(house);
    }

    @Test
    void openTelemetryStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("greenroom.tracing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(house);
    }

    @Test
    void onlyTheVaultUsesTink() {
        noClasses()
                .that()
                .resideOutsideOfPackage("greenroom.privacy")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.crypto.tink..")
                .check(house);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should(notBeNamedLike("(?i).*(util|utils|common|helper|manager|impl|dto)$"))
                .check(house);
    }

    private static ArchCondition<JavaClass> notBeNamedLike(String pattern) {
        return ArchConditions.not(ArchConditions.haveNameMatching(pattern));
    }

    @Test
    void noSecretIsDrawnFromAWeakSource() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are weak sources of randomness", it -> it.isEquivalentTo(Random.class)))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(house);
    }

    @Test
    void noExpressionLanguageIsAtHand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.expression..", "javax.script..")
                .check(house);
    }

    @Test
    void theSourcesHoldNothingWithoutABound() throws IOException {
        var banned = Pattern.compile("onBackpressureBuffer\\(\\)|Flux\\.create\\([^,]*\\)|onErrorContinue|\\.block\\(|"
                + "blockFirst|blockLast|\\.cache\\(\\)|\\.replay\\(\\)|Sinks\\.unsafe|MD5|SHA-1\"|SHA1|"
                + "UriComponentsBuilder|@SuppressWarnings|System\\.(out|err)|printStackTrace|TODO|FIXME");
        assertThat(lines(banned)).isEmpty();
    }

    @Test
    void statementsAreConstants() throws IOException {
        var computed = Pattern.compile("\\.sql\\((?![A-Z_]+\\)|[a-z]+\\.(sql|statement)\\(\\)\\))[^)]");
        assertThat(lines(computed)).isEmpty();
    }

    private static List<String> lines(Pattern pattern) throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(HouseTests::numbered)
                    .filter(line -> pattern.matcher(line).find())
                    .toList();
        }
    }

    private static Stream<String> numbered(Path file) {
        try {
            return Files.readAllLines(file).stream().map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
