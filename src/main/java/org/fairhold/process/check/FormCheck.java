package org.fairhold.process.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks one form in its set. */
final class FormCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Code code;
    private final List<Complaint> complaints = new ArrayList<>();

    private FormCheck(String file, Code code) {
        this.file = file;
        this.code = code;
    }

    static List<Complaint> of(String file, SetOfModels set, Code code) {
        var check = new FormCheck(file, code);
        try {
            check.form(JSON.readTree(set.files().open(file)));
        } catch (IOException e) {
            check.complaints.add(Allowed.unreadable(file, e));
        }
        return check.complaints;
    }

    private void require(boolean holds, String element, String rule) {
        if (!holds) {
            complaints.add(new Complaint(file, element, rule));
        }
    }

    private void form(JsonNode form) {
        var id = form.path("id").asText();
        require(id.equals(ProcessSet.id(file)), id, "the form is called like its file");
        require(
                form.path("executionPlatform").asText().equals("Camunda Platform"),
                id,
                "the form is made for Camunda Platform 7");
        Set<String> keys = new HashSet<>();
        Set<String> typed = new HashSet<>();
        for (var component : form.path("components")) {
            if (component.has("key")) {
                var key = component.path("key").asText();
                require(keys.add(key), key, "no two fields have the same key");
                require(component.path("label").asText().length() > 1, key, "a field has a label");
                if (!component.path("disabled").asBoolean()) {
                    typed.add(key);
                }
            }
        }
        // The bean is called like the task, and so is the form: what is asked is what the server reads.
        var read = code.forms().getOrDefault(bean(id), Set.of());
        for (var key : typed) {
            require(read.contains(key), key, "the server does not read this field");
        }
        for (var key : read) {
            require(typed.contains(key), key, "the form does not ask for what the server reads");
        }
    }

    private static String bean(String form) {
        return Pattern.compile("-([a-z])").matcher(form).replaceAll(part -> part.group(1)
                .toUpperCase(Locale.ROOT));
    }
}
