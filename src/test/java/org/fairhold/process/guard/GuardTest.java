package org.fairhold.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.fairhold.DeskTest;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** Whoever deploys, by whatever way, and whoever asks: nothing written in a file or a query reaches past the diagrams. */
@DeskTest
class GuardTest {
    private static final String ATTACK = "${''.getClass().forName('java.lang.Runtime')}";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @AfterEach
    void leaveNothing() {
        repository
                .createDeploymentQuery()
                .deploymentName("attack")
                .list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        filters.createFilterQuery().filterName("attack").list().forEach(filter -> filters.deleteFilter(filter.getId()));
    }

    @Test
    void the_whole_set_of_the_desk_may_be_deployed() throws Exception {
        var set = ProcessSet.in(Path.of("processes")).deployed();
        var deployment = repository.createDeployment().name("attack");
        set.forEach((name, content) -> deployment.addString(name, new String(content, StandardCharsets.UTF_8)));

        var deployed = deployment.deployWithResult();

        assertThat(deployed.getDeployedProcessDefinitions())
                .hasSameSizeAs(set.keySet().stream()
                        .filter(name -> name.endsWith(".bpmn"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    <scriptTask id="x" scriptFormat="juel"><script>${1}</script></scriptTask>                   | a diagram holds no scripts
                    <o:scriptTask id="x" scriptFormat="juel"><o:script>${1}</o:script></o:scriptTask>           | a diagram holds no scripts
                    <serviceTask id="x" camunda:class="org.Evil"/>                                              | camunda:class is not used here
                    <serviceTask id="x" activiti:class="org.Evil"/>                                             | class is not used here
                    <serviceTask id="x" class="org.Evil"/>                                                      | class is not used here
                    <serviceTask id="x" camunda:expression="${1}"/>                                             | camunda:expression is not used here
                    <serviceTask id="x" camunda:delegateExpression="${dataSource}"/>                            | there is no step called dataSource
                    <serviceTask id="x" camunda:delegateExpression="${closeCase.toString()}"/>                  | a step names its bean
                    <serviceTask id="x" camunda:delegateExpression="#{closeCase}"/>                             | a step names its bean
                    <serviceTask id="x" camunda:delegateExpression="org.Evil"/>                                 | a step names its bean
                    <serviceTask id="x" camunda:type="shell"/>                                                  | camunda:type is not used here
                    <serviceTask id="x" camunda:type="mail"/>                                                   | camunda:type is not used here
                    <serviceTask id="x" camunda:type="external" camunda:topic="t"/>                             | camunda:type is not used here
                    <serviceTask id="x" implementation="##unspecified" camunda:delegateExpression="${closeCase}"/> | implementation is not used here
                    <businessRuleTask id="x" camunda:decisionRef="${which}"/>                                   | decisionRef holds no expression
                    <callActivity id="x" calledElement="${which}"/>                                             | calledElement holds no expression
                    <callActivity id="x" calledElement="a" camunda:variableMappingClass="org.Evil"/>            | camunda:variableMappingClass is not used here
                    <callActivity id="x" calledElement="a"><extensionElements><camunda:in sourceExpression="${1}" target="a"/></extensionElements></callActivity> | takes no sourceExpression
                    <callActivity id="x" calledElement="a"><extensionElements><camunda:in businessKey="${execution.id}"/></extensionElements></callActivity> | is the case number
                    <userTask id="x" camunda:assignee="${1}"/>                                                  | camunda:assignee is not used here
                    <userTask id="x" camunda:candidateGroups="${who}"/>                                         | candidateGroups holds no expression
                    <userTask id="x" camunda:dueDate="${now()}"/>                                               | dueDate is a variable
                    <userTask id="x" camunda:dueDate="${execution}"/>                                           | dueDate is a variable
                    <userTask id="x" camunda:priority="${task.priority}"/>                                      | priority is a variable
                    <userTask id="x" camunda:formKey="embedded:app:evil.html"/>                                 | camunda:formKey is not used here
                    <userTask id="x" camunda:formHandlerClass="org.Evil"/>                                      | camunda:formHandlerClass is not used here
                    <userTask id="x"><potentialOwner><resourceAssignmentExpression><formalExpression>${1}</formalExpression></resourceAssignmentExpression></potentialOwner></userTask> | potentialOwner is not used here
                    <userTask id="x"><extensionElements><camunda:formData><camunda:formField id="a" type="string" defaultValue="${1}"/></camunda:formData></extensionElements></userTask> | camunda:formData is not used here
                    <userTask id="x"><extensionElements><camunda:taskListener event="create" delegateExpression="${closeCase}"/></extensionElements></userTask> | camunda:taskListener is not used here
                    <userTask id="x"><extensionElements><camunda:executionListener event="start" class="org.Evil"/></extensionElements></userTask> | camunda:executionListener is not used here
                    <userTask id="x"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a">b</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask> | camunda:inputOutput is not used here
                    <userTask id="x"><extensionElements><camunda:inputOutput><camunda:outputParameter name="a"><camunda:script scriptFormat="juel">${1}</camunda:script></camunda:outputParameter></camunda:inputOutput></extensionElements></userTask> | a diagram holds no scripts
                    <serviceTask id="x" camunda:delegateExpression="${closeCase}"><extensionElements><camunda:field name="a" expression="${1}"/></extensionElements></serviceTask> | camunda:field is not used here
                    <serviceTask id="x"><extensionElements><camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector></extensionElements></serviceTask> | camunda:connector is not used here
                    <serviceTask id="x" camunda:delegateExpression="${closeCase}"><extensionElements><camunda:failedJobRetryTimeCycle>${1}</camunda:failedJobRetryTimeCycle></extensionElements></serviceTask> | failedJobRetryTimeCycle is not used here
                    <serviceTask id="x" camunda:delegateExpression="${closeCase}"><multiInstanceLoopCharacteristics><loopCardinality>${1}</loopCardinality></multiInstanceLoopCharacteristics></serviceTask> | multiInstanceLoopCharacteristics is not used here
                    <intermediateCatchEvent id="x"><timerEventDefinition><timeDate>${execution.getVariable('a')}</timeDate></timerEventDefinition></intermediateCatchEvent> | timeDate is a variable
                    <intermediateCatchEvent id="x"><conditionalEventDefinition><condition>${1 == 1}</condition></conditionalEventDefinition></intermediateCatchEvent> | conditionalEventDefinition is not used here
                    """)
    void a_diagram_with_it_is_refused(String piece, String rule) {
        assertRefused("attack.bpmn", diagram(piece), rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    <conditionExpression language="juel" xsi:type="tFormalExpression">1==1</conditionExpression>    | a diagram holds no scripts
                    <conditionExpression camunda:resource="deployment://a.groovy">${a}</conditionExpression>        | a diagram holds no scripts
                    <conditionExpression>${execution.getVariable('a') == 'b'}</conditionExpression>                 | a condition compares variables with literals
                    <conditionExpression>${closeCase}</conditionExpression>                                         | a condition compares variables with literals
                    <conditionExpression>${''.getClass() == 'a'}</conditionExpression>                              | a condition compares variables with literals
                    <conditionExpression>#{a == 'b'}</conditionExpression>                                          | a condition compares variables with literals
                    <conditionExpression>${a == b.c}</conditionExpression>                                          | a condition compares variables with literals
                    """)
    void a_flow_with_such_a_condition_is_refused(String condition, String rule) {
        assertRefused(
                "attack.bpmn",
                diagram("<userTask id=\"x\"/>")
                        .replace("targetRef=\"end\"/>", "targetRef=\"end\">" + condition + "</sequenceFlow>"),
                rule);
    }

    @Test
    void a_document_type_is_refused_in_diagrams_and_tables() {
        var type = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>";

        assertRefused(
                "attack.bpmn", diagram("<userTask id=\"x\" name=\"&b;\"/>").replace("?>", "?>" + type), "DOCTYPE");
        assertRefused("attack.dmn", table("a", "1").replace("?>", "?>" + type), "DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "http://www.w3.org/1999/XPath"})
    void a_table_in_another_language_than_feel_is_refused(String language) {
        for (var place : List.of("inputExpression", "inputEntry", "outputEntry", "definitions")) {
            var table = table("a", "1")
                    .replaceFirst("<" + place, "<%s expressionLanguage=\"%s\"".formatted(place, language));

            assertRefused("attack.dmn", table, "tables are written in FEEL");
        }
    }

    @Test
    void a_table_that_defines_a_function_reads_the_time_or_is_no_table_is_refused() {
        assertRefused("attack.dmn", table("(function(x) x)(1)", "1"), "a table defines no functions");
        assertRefused("attack.dmn", table("a", "now()"), "a table does not read the time");
        assertRefused(
                "attack.dmn",
                table("a", "1")
                        .replaceAll(
                                "(?s)<decisionTable.*</decisionTable>",
                                "<literalExpression><text>1</text></literalExpression>"),
                "literalExpression is not used here");
        assertRefused(
                "attack.dmn",
                table("a", "1")
                        .replace(
                                "<input ",
                                "<input xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" camunda:inputVariable=\"b\" "),
                "inputVariable is not used here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type": "html", "content": "<b>"}                                              | a form holds no html
                    {"type": "iframe", "url": "https://evil.example"}                               | a form holds no iframe
                    {"type": "button", "action": "submit"}                                          | a form holds no button
                    {"type": "text", "text": "<img src=x onerror=alert(1)>"}                        | holds no HTML
                    {"type": "text", "text": "[here](javascript:alert(1))"}                         | begins with https:// or mailto:
                    {"type": "text", "text": "[here]( JavaScript:alert(1))"}                        | begins with https:// or mailto:
                    {"type": "text", "text": "[here](data:text/html,x)"}                            | begins with https:// or mailto:
                    {"type": "text", "text": "[here][1]\\n\\n[1]: //evil.example"}                  | begins with https:// or mailto:
                    {"type": "text", "text": "{{secret}}"}                                          | a form's text holds no expression
                    {"type": "text", "text": "=secret"}                                             | a form holds no expression
                    {"type": "textfield", "key": "a", "label": "=secret"}                           | a form holds no expression
                    {"type": "select", "key": "a", "valuesExpression": "=secret"}                   | a form holds no expression
                    {"type": "textfield", "key": "a", "conditional": {"hide": "=count(secret) > 1"}} | a form holds no expression
                    {"type": "group", "components": [{"type": "html"}]}                             | a form holds no html
                    """)
    void a_form_with_such_a_component_is_refused(String component, String rule) {
        assertRefused(
                "attack.form",
                "{\"id\": \"attack\", \"type\": \"default\", \"components\": [%s]}".formatted(component),
                rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack.cmmn", "attack.groovy", "attack.html", "attack.bpmn20.xml", "attack.dmn11.xml"})
    void any_other_file_is_refused(String name) {
        assertRefused(name, "anything", "the engine gets diagrams, tables and forms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${a.getClass()}",
                "${a.class}",
                "${a['class']}",
                "${environment}",
                "${dataSource}",
                "${runtimeService}",
                "${execution.processEngineServices}",
                "${execution.setVariable('a', 'b')}",
                "${closeCase.class}",
                "${dateTime()}",
                "#{processEngine}"
            })
    void an_expression_that_came_past_all_checks_reaches_nothing(String expression) {
        var instance = runningTask();

        assertThatThrownBy(() -> evaluated(expression, instance))
                .hasStackTraceContaining("jakarta.el.")
                .message()
                .containsAnyOf(
                        "cannot reach", "Cannot resolve identifier", "Unknown property", "Could not resolve function");
    }

    @Test
    void an_expression_reads_variables_steps_and_the_case_number() {
        var instance = runningTask();

        assertThat(evaluated("${a == 'b' and not (a == 'c')}", instance)).isEqualTo(true);
        assertThat(evaluated("#{execution.processBusinessKey}", instance))
                .asString()
                .startsWith("C-");
        assertThat(evaluated("${closeCase}", instance)).isNotNull();
    }

    @Test
    void an_expression_in_a_query_is_not_evaluated_even_inside_an_or() {
        assertThatThrownBy(() ->
                        tasks.createTaskQuery().taskOwnerExpression(ATTACK).list())
                .hasMessageContaining("Expressions are forbidden in adhoc queries");
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .or()
                        .taskName("x")
                        .taskOwnerExpression(ATTACK)
                        .endOr()
                        .list())
                .hasStackTraceContaining("cannot reach getClass");
    }

    @Test
    void a_stored_queue_knows_who_asks_and_what_time_it_is_and_no_more() {
        var good = filters.newTaskFilter("attack")
                .setQuery(tasks.createTaskQuery()
                        .taskAssigneeExpression("${currentUser()}")
                        .dueBeforeExpression("${now()}"));
        var bad = filters.newTaskFilter("attack")
                .setQuery(tasks.createTaskQuery()
                        .or()
                        .taskName("x")
                        .taskOwnerExpression(ATTACK)
                        .endOr());
        var kept = filters.saveFilter(good).getId();
        var attack = filters.saveFilter(bad).getId();
        identity.setAuthentication("admin", List.of(Groups.CAMUNDA_ADMIN));
        try {
            assertThat(filters.count(kept)).isZero();
            assertThatThrownBy(() -> filters.count(attack)).hasStackTraceContaining("cannot reach getClass");
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void no_script_language_is_known() {
        for (var language : List.of("juel", "javascript", "groovy", "feel")) {
            assertThatThrownBy(
                            () -> configuration().getCommandExecutorTxRequired().execute(context -> configuration()
                                    .getScriptingEngines()
                                    .getScriptEngineForLanguage(language)))
                    .hasMessageContaining("Nothing here runs scripts");
        }
    }

    @Test
    void no_serialised_object_becomes_a_variable() {
        var instance = runningTask();
        var object = Variables.serializedObjectValue("rO0ABXVyABNbTGphdmEubGFuZy5TdHJpbmc7rdJW5+kde0cCAAB4cAAAAAA=")
                .serializationDataFormat(SerializationDataFormats.JAVA)
                .objectTypeName("java.lang.String[]")
                .create();

        assertThatThrownBy(() -> runtime.setVariable(instance, "object", object))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void a_password_is_long_and_is_not_the_name_again() {
        var user = identity.newUser("josephine-lang");
        configuration().setEnablePasswordPolicy(true);
        try {
            assertThat(identity.checkPasswordAgainstPolicy("Sh0rt!pass", user).isValid())
                    .isFalse();
            assertThat(identity.checkPasswordAgainstPolicy("josephine-lang-1", user)
                            .isValid())
                    .isFalse();
            assertThat(identity.checkPasswordAgainstPolicy("four plain words again", user)
                            .isValid())
                    .isTrue();
        } finally {
            configuration().setEnablePasswordPolicy(false);
        }
    }

    private void assertRefused(String name, String content, String rule) {
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .name("attack")
                        .addString(name, content)
                        .deploy())
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("Nothing was deployed")
                .hasMessageContaining(rule);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    private Object evaluated(String expression, String instance) {
        return configuration().getCommandExecutorTxRequired().execute(context -> configuration()
                .getExpressionManager()
                .createExpression(expression)
                .getValue(context.getExecutionManager().findExecutionById(instance)));
    }

    private String runningTask() {
        var number = openedCase();
        var unused = repository
                .createDeployment()
                .name("attack")
                .addString("attack.bpmn", diagram("<receiveTask id=\"x\"/>"))
                .deploy();
        return runtime.startProcessInstanceByKey("attack", number, Map.of("a", "b"))
                .getId();
    }

    /** What runs belongs to a case: the first one of an empty world. */
    private String openedCase() {
        var marketplace = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", "Bearer demo")
                .build();
        marketplace.post().uri("/demo/reset?seed=empty").retrieve().toBodilessEntity();
        marketplace
                .put()
                .uri("/api/v1/accounts/anna")
                .body(Map.of(
                        "role", "FREELANCER",
                        "displayName", "Anna",
                        "email", "anna@people.example",
                        "language", "en",
                        "country", "DE",
                        "timeZone", "Europe/Berlin",
                        "registeredOn", "2024-03-01",
                        "business", false,
                        "version", 1))
                .retrieve()
                .toBodilessEntity();
        var fact = Map.of(
                "text",
                "Fourteen applications.",
                "value",
                "14",
                "occurredAt",
                Instant.now().toString());
        var opened = marketplace
                .post()
                .uri("/api/v1/reports")
                .body(Map.of(
                        "subjectId", "anna", "source", "SYSTEM", "kind", "SPAM_APPLICATIONS", "facts", List.of(fact)))
                .retrieve()
                .body(JsonNode.class);
        return opened.get("caseNumber").asText();
    }

    private static String diagram(String piece) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    xmlns:activiti="http://activiti.org/bpmn" xmlns:o="http://camunda.org/schema/modeler/1.0"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="x">
                  <process id="attack" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <startEvent id="start"/>
                    <sequenceFlow id="in" sourceRef="start" targetRef="x"/>
                    %s
                    <sequenceFlow id="out" sourceRef="x" targetRef="end"/>
                    <endEvent id="end"/>
                  </process>
                </definitions>
                """
                .formatted(piece);
    }

    private static String table(String input, String output) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
                  <decision id="attack" name="a">
                    <decisionTable id="t" hitPolicy="FIRST">
                      <input id="i"><inputExpression id="e" typeRef="string"><text>%s</text></inputExpression></input>
                      <output id="o" name="b" typeRef="string"/>
                      <rule id="r"><inputEntry id="re"><text></text></inputEntry><outputEntry id="ro"><text>%s</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """
                .formatted(input, output);
    }
}
