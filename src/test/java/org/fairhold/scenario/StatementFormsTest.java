package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.fairhold.text.PersonalTexts;
import org.fairhold.transparency.DatabaseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** A statement says the same as a mail, by API, as a file, and to the EU's database as far as that may know. */
class StatementFormsTest extends FraudScenario {
    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "RESTRICTION", "SUSPENSION"})
    void mail_api_and_file_say_the_same_word_by_word(String kind) throws Exception {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", kind);

        var mail = lastText(ANNA);

        // Above the letter stands the line for answers, below it a link that opens the case; neither is in a copy.
        var letter = statement(number).get("letter");
        assertThat(words(mail)).contains(words(letter.get("text").asText()));
        assertThat(words(textOf(pdf(statement(number)))))
                .isEqualTo(words(
                        letter.get("subject").asText() + letter.get("text").asText()));
    }

    @Test
    void a_hold_is_told_the_same_in_every_form() throws Exception {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");

        var statement = statement(number);

        var text = words(statement.at("/letter/text").asText());
        assertThat(words(textOf(pdf(statement)))).contains(text);
        assertThat(words(lastText(ANNA))).contains(text);
        assertThat(statement.at("/formal/moneyBackWhen").asText()).isEqualTo("CONTRACT_COMPLETED");
        assertThat(statement.at("/formal/accessLostAt").isMissingNode()).isTrue();
        assertRight(number);
    }

    /** Without what marks headings and lists, and where lines and pages break. */
    private static String words(String text) {
        return text.replaceAll("(?m)^(##|-|•) |^\\d+$", "").replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    @Test
    void everything_that_a_law_wants_said_is_in_the_letter_and_in_the_fields() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var statement = statement(number);

        assertThat(lastText(ANNA))
                .contains(
                        "version 1 of this statement",
                        "the account anna",
                        "In effect from",
                        "What it takes away is gone")
                .contains("It lasts until", "every country", "A table of our rules proposed", "Platform Work Directive")
                .contains("/policies/spam-applications#version-2", "Schlichtungsstelle Beispiel", "may speak for you")
                .contains("Spam applications (SPAM_APPLICATIONS, version 2)");
        var formal = statement.get("formal");
        assertThat(formal.at("/holder/accountId").asText()).isEqualTo(ANNA);
        assertThat(formal.get("regimes").toString()).isEqualTo("[\"DSA\",\"PWD\"]");
        assertThat(formal.get("automatedDetection").asBoolean()).isFalse();
        assertThat(formal.get("automatedSupport").asBoolean()).isTrue();
        assertThat(formal.get("accessLostAt")).isEqualTo(statement.get("issuedAt"));
        assertThat(formal.get("outside")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"true, DSA P2B", "false, DSA"})
    void which_laws_a_statement_follows_hangs_on_the_account(boolean business, String laws) {
        assertThat(put(CARL, Map.of("role", "CLIENT", "business", business)).status())
                .isEqualTo(200);

        var number = withMeasure(CARL, "SPAM_JOB_POST", "RESTRICTION");

        assertThat(statement(number).at("/formal/regimes"))
                .extracting(JsonNode::asText)
                .containsExactly(laws.split(" "));
    }

    private Http.Answer put(String id, Map<String, ?> with) {
        var facts = new LinkedHashMap<String, Object>(Map.of(
                "role", "FREELANCER",
                "displayName", mailName(id),
                "email", id + "@people.example",
                "language", "en",
                "country", "DE",
                "timeZone", "Europe/Berlin",
                "registeredOn", "2024-03-01",
                "business", false,
                "version", 2));
        facts.putAll(with);
        return marketplace.put("/api/v1/accounts/" + id, facts);
    }

    // The file -------------------------------------------------------------------------------------------------------

    @Test
    void the_file_stays_the_same_to_the_byte_and_its_hash_is_recorded() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var path = path(statement(number)) + ".pdf";
        var first = marketplace.file(path);
        moves(ANNA, "new@people.example");
        advance("P10D");
        asOwner("update fairhold.mail set body_html = replace(body_html, 'Canarybird', 'Somebody')");

        var again = marketplace.file(path);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(first.headers().firstValue("Content-Disposition").orElse("")).contains("attachment", "S-1001-1.pdf");
        assertThat(again.body()).isEqualTo(first.body());
        var hash = PersonalTexts.sha256(first.body());
        assertThat(again.headers().firstValue("Repr-Digest"))
                .hasValue("sha-256=:"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash)) + ":");
        assertThat(sql.sql("select sha256 from statement_copy")
                        .query(String.class)
                        .list())
                .containsExactly(hash);
        refusedByTheSchema("update statement_copy set sha256 = repeat('0', 64)", "permission denied");
        refusedByTheSchema("update statement_copy_content set content = 'x'", "permission denied");
        assertThatThrownBy(() -> asOwner("update fairhold.statement_copy_content set content = 'x'"))
                .hasMessageContaining("copy_is_what_was_made");
    }

    @Test
    void once_the_words_are_erased_there_is_no_file_and_none_is_made_again() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var path = path(statement(number));
        assertThat(marketplace.file(path + ".pdf").statusCode()).isEqualTo(200);

        asOwner("delete from fairhold.statement_copy_content");

        assertThat(marketplace.get(path + ".pdf").status()).isEqualTo(404);
        var never = withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        asOwner("delete from fairhold.mail");
        assertThat(marketplace.get(path(statement(never)) + ".pdf").status()).isEqualTo(404);
        assertThat(statement(never).has("letter")).isFalse();
        assertThat(rows("statement_copy")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void a_screen_reader_can_read_the_file(String language) throws Exception {
        assertThat(put(ANNA, Map.of("language", language, "displayName", "Żaneta Müller & <Söhne>"))
                        .status())
                .isEqualTo(200);
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "SUSPENSION");

        var pdf = pdf(statement(number));

        assertThat(broken(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language);
            assertThat(document.getDocumentInformation().getTitle()).contains(number);
            assertThat(new PDFTextStripper().getText(document)).contains("Żaneta Müller & <Söhne>");
        }
    }

    /** What veraPDF finds against PDF/UA-1. */
    private static List<String> broken(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<String> broken = new ArrayList<>();
        try (var parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1)) {
            var result = Foundries.defaultInstance()
                    .createValidator(PDFAFlavour.PDFUA_1, false)
                    .validate(parser);
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
            result.getTestAssertions().forEach(one -> broken.add(one.getRuleId() + " " + one.getMessage()));
        }
        return broken;
    }

    // The EU's database ----------------------------------------------------------------------------------------------

    @Test
    void a_statement_goes_to_the_database_without_anybodys_name_words_or_number() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        var element = assertRight(number);

        assertThat(element.get("decision_provision").asText()).isEqualTo("DECISION_PROVISION_PARTIAL_SUSPENSION");
        assertThat(element.get("end_date_service_restriction").asText())
                .isEqualTo(measure(number).get("endsAt").asText().substring(0, 10));
        assertThat(element.get("category").asText()).isEqualTo("STATEMENT_CATEGORY_OTHER_VIOLATION_TC");
        assertThat(element.get("category_specification_other").asText()).isEqualTo("Spam applications");
        assertThat(element.get("source_type").asText()).isEqualTo("SOURCE_TYPE_OTHER_NOTIFICATION");
        assertThat(element.get("automated_decision").asText()).isEqualTo("AUTOMATED_DECISION_PARTIALLY");
        assertThat(element.get("content_date").asText()).isEqualTo("2024-03-01");
        assertThat(element.get("puid").asText()).isEqualTo("S-1001-1");
        assertThat(element.get("decision_facts").asText())
                .contains("A person decided", "1 reported fact", "a report from a client", "found a violation");
    }

    @ParameterizedTest
    @CsvSource({
        "FALSE_IDENTITY, SUSPENSION, decision_account, DECISION_ACCOUNT_SUSPENDED, STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        "OTHERS_WORK, RESTRICTION, decision_provision, DECISION_PROVISION_PARTIAL_SUSPENSION, STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"
    })
    void each_measure_and_clause_is_filed_as_its_owner_says(
            String clause, String measure, String field, String value, String category) {
        var number = withMeasure(ANNA, clause, measure);

        var element = assertRight(number);

        assertThat(element.get(field).asText()).isEqualTo(value);
        assertThat(element.get("category").asText()).isEqualTo(category);
    }

    @Test
    void a_warning_and_what_is_withheld_do_not_go_there_and_the_answer_says_why() {
        var warned = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        assertThat(dsa(warned).status()).isEqualTo(409);
        assertThat(dsa(warned).body()).contains("A warning restricts nothing");

        var frozen = frozen(CARL, "FACTS_AND_SOURCE");

        assertThat(dsa(frozen).status()).isEqualTo(409);
        assertThat(dsa(frozen).body()).contains("withheld");
        assertThat(statement(frozen).at("/formal/automatedDetection").isMissingNode())
                .isTrue();
        assertThat(lastText(CARL)).doesNotContain("No machine raised", "automatic check");
    }

    @Test
    void a_freeze_that_says_all_goes_there_and_an_earlier_version_stays_as_it_was() {
        var number = frozen(ANNA, "FACTS_AND_SOURCE");
        var id = statement(number).get("id").asText();
        var first = marketplace.get("/api/v1/statements/" + id).body();
        advance("P2DT1S");

        decides(
                "gil",
                number,
                "reviewWithheld",
                Map.of("withheldReview", "DISCLOSE", "withholdReason", "The bank knows all by now."));

        assertThat(marketplace.get("/api/v1/statements/" + id + "?version=1").body())
                .isEqualTo(first);
        assertThat(statement(number).get("version").asInt()).isEqualTo(2);
        var element = assertRight(number);
        assertThat(element.get("decision_account").asText()).isEqualTo("DECISION_ACCOUNT_SUSPENDED");
        assertThat(element.get("decision_monetary").asText()).isEqualTo("DECISION_MONETARY_SUSPENSION");
        assertThat(marketplace.get("/api/v1/statements/" + id + "?version=3").status())
                .isEqualTo(404);
        assertThat(marketplace.get("/api/v1/statements/" + id + "?view=pdf").status())
                .isEqualTo(422);
    }

    private Http.Answer dsa(String caseNumber) {
        return marketplace.get(path(statement(caseNumber)) + "?view=dsa");
    }

    /** As the database wants it, and with nothing in it by which a person can be known. */
    private JsonNode assertRight(String caseNumber) {
        var answer = dsa(caseNumber);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(DatabaseRules.broken(answer.json())).isEmpty();
        assertThat(answer.body())
                .doesNotContainIgnoringCase(
                        "canarybird", "anna", "carl", "people.example", "fourteen", caseNumber, "R-1", "k-1")
                .doesNotContainPattern("(?i)\\bana\\b");
        return answer.json();
    }

    private static String path(JsonNode statement) {
        return "/api/v1/statements/" + statement.get("id").asText();
    }

    private byte[] pdf(JsonNode statement) {
        return marketplace.file(path(statement) + ".pdf").body();
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
