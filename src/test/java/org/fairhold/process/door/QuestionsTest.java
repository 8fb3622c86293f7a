package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to the engine that carry code. */
class QuestionsTest extends AtTheDoor {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ownerExpression\": \"${1+1}\"}",
                "{\"orQueries\": [{\"ownerExpression\": \"${1+1}\"}]}",
                "{\"orQueries\": [{\"name\": \"x\", \"candidateGroupInExpression\": \"${1+1}\"}]}",
                "{\"orQueries\": [{\"orQueries\": [{\"ownerExpression\": \"${1+1}\"}]}]}",
                "{\"orQueries\": {\"ownerExpression\": \"${1+1}\"}}",
                "{\"owner\\u0045xpression\": \"${1+1}\"}",
                "{\"sorting\": [{\"sortBy\": \"x\", \"ownerExpression\": \"${1+1}\"}]}",
                "{\"processVariables\": [{\"name\": \"x\", \"operator\": \"eq\", \"value\": {\"ownerExpression\": \"1\"}}]}",
                "{\"query\": {\"name\": \"x\"}}",
                "[]"
            })
    void no_expression_and_no_unknown_nesting_reaches_the_engine(String query) {
        var ana = as("ana");
        var filter = Browser.json(ana.get(engine("/filter"))).get(0).get("id").asText();

        for (var path :
                new String[] {"/task", "/task/count", "/filter/" + filter + "/list", "/filter/" + filter + "/count"}) {
            refused(ana, 400, "POST", engine(path), query, "");
        }
    }

    @Test
    void no_expression_hides_in_an_address() {
        refused(as("ana"), 400, "POST", engine("/task/count?ownerExpression=x"), "{}", "Expressions");
    }

    @Test
    void the_questions_of_tasklist_are_answered() {
        var ana = as("ana");
        var asked =
                """
                {"processVariables": [{"name": "account", "operator": "eq", "value": "anna"}], "taskVariables": [],
                 "sorting": [{"sortBy": "processVariable", "sortOrder": "desc", "parameters": {"variable": "account", "type": "String"}}],
                 "orQueries": [{"nameLike": "%review%", "taskDefinitionKeyIn": ["reviewReport"]}]}""";

        var answer = ana.post(engine("/task"), asked);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Browser.json(answer)).hasSize(1);
    }
}
