package org.fairhold.process.door;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls that Tasklist, Cockpit, Admin and Welcome make: what they ask while somebody looks round was recorded in a
 * browser, what their buttons send was not. What is not in this table is refused. {@code *} is one part of a path,
 * {@code **} the rest of it, {@code {self}} the name of whoever asks, and {@code ~} the engine.
 */
final class AllowedCalls {
    private static final String TABLE =
            """
            # Before signing in
            anyone   GET          engine/engine
            anyone   GET          */plugin/*/static/**
            anyone   GET          admin/auth/user/default
            anyone   POST         admin/auth/user/default/login/*
            anyone   POST         admin/auth/user/default/logout

            # Tasklist: queues
            staff    GET,OPTIONS  ~/filter
            staff    GET          ~/filter/count
            staff    GET,QUERY    ~/filter/*/list
            staff    GET,QUERY    ~/filter/*/count
            staff    QUERY        ~/task
            staff    QUERY        ~/task/count

            # Tasklist: a task, its form and its diagram
            staff    GET          ~/task/*
            staff    GET          ~/task/*/form
            staff    GET          ~/task/*/deployed-form
            staff    GET          ~/task/*/form-variables
            staff    GET          ~/task/*/identity-links
            staff    GET          ~/process-definition/*/xml
            staff    TASK         ~/task/*/claim
            staff    TASK         ~/task/*/unclaim
            staff    TASK         ~/task/*/assignee
            staff    TASK         ~/task/*/submit-form

            # Everybody's own name, groups and password; the engine shows others only to whom it may
            staff    GET          ~/user
            staff    GET          ~/user/count
            staff    GET          ~/user/*/profile
            staff    PUT          ~/user/{self}/profile
            staff    PUT          ~/user/{self}/credentials
            staff    GET,POST     ~/identity/password-policy
            staff    GET,QUERY    ~/group
            staff    GET,QUERY    ~/group/count

            # Cockpit looks and changes nothing
            observer GET,QUERY    cockpit/plugin/base/default/incident
            observer QUERY        cockpit/plugin/base/default/incident/count
            observer GET          cockpit/plugin/base/default/process-definition/statistics
            observer GET          cockpit/plugin/base/default/process-definition/statistics-count
            observer QUERY        cockpit/plugin/base/default/process-definition/*/called-process-definitions
            observer QUERY        cockpit/plugin/base/default/process-instance
            observer QUERY        cockpit/plugin/base/default/process-instance/count
            observer QUERY        cockpit/plugin/base/default/process-instance/*/called-process-instances
            observer GET          ~/task/count
            observer GET          ~/task/report/candidate-group-count
            observer QUERY        ~/history/task/count
            observer GET          ~/process-definition
            observer GET          ~/process-definition/count
            observer GET          ~/process-definition/statistics
            observer GET          ~/process-definition/*
            observer GET          ~/process-definition/*/statistics
            observer GET          ~/process-definition/*/static-called-process-definitions
            observer QUERY        ~/process-instance
            observer QUERY        ~/process-instance/count
            observer GET          ~/process-instance/*
            observer GET          ~/process-instance/*/activity-instances
            observer QUERY        ~/variable-instance
            observer QUERY        ~/variable-instance/count
            observer GET          ~/job/count
            observer QUERY        ~/job
            observer GET          ~/job/*/stacktrace
            observer GET          ~/job-definition
            observer GET          ~/job-definition/count
            observer GET          ~/job-definition/*
            observer QUERY        ~/external-task/count
            observer GET          ~/decision-definition
            observer GET          ~/decision-definition/count
            observer GET          ~/decision-definition/*
            observer GET          ~/decision-definition/*/xml
            observer GET          ~/decision-requirements-definition
            observer GET          ~/decision-requirements-definition/count
            observer GET          ~/history/decision-instance
            observer GET          ~/history/decision-instance/count
            observer GET          ~/history/batch
            observer GET          ~/history/batch/count
            observer GET          ~/batch/statistics
            observer GET          ~/batch/statistics/count
            observer GET          ~/case-definition/count
            observer GET          ~/tenant/count
            observer GET          ~/deployment
            observer GET          ~/deployment/count
            observer GET          ~/deployment/*
            observer GET          ~/deployment/*/resources
            observer GET          ~/deployment/*/resources/*/data

            # Admin: people, groups and what they may touch. The one repair is to try a failed job again.
            admin    PUT          ~/job/*/retries
            admin    OPTIONS      ~/user
            admin    POST         ~/user/create
            admin    GET,DELETE   ~/user/*
            admin    PUT          ~/user/*/profile
            admin    PUT          ~/user/*/credentials
            admin    POST         ~/user/*/unlock
            admin    OPTIONS      ~/group
            admin    POST         ~/group/create
            admin    GET,PUT,DELETE ~/group/*
            admin    PUT,DELETE   ~/group/*/members/*
            admin    GET,OPTIONS  ~/authorization
            admin    GET          ~/authorization/count
            admin    GET          ~/authorization/check
            admin    POST         ~/authorization/create
            admin    GET,PUT,DELETE ~/authorization/*
            admin    GET,OPTIONS  ~/tenant
            """;

    private static final List<Call> CALLS = TABLE.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Call::of)
            .toList();

    private AllowedCalls() {}

    enum Who {
        ANYONE,
        STAFF,
        OBSERVER,
        ADMIN
    }

    /** QUERY and TASK are POSTs whose body is looked at. */
    enum Kind {
        GET,
        OPTIONS,
        POST,
        PUT,
        DELETE,
        QUERY,
        TASK;

        String method() {
            return this == QUERY || this == TASK ? "POST" : name();
        }
    }

    /** One allowed way to ask. */
    record Allowed(Kind kind, boolean onlyOneself) {}

    private record Call(Who who, Set<Kind> kinds, Pattern path, boolean onlyOneself) {
        static Call of(String line) {
            var columns = line.split("\\s+");
            var kinds = Arrays.stream(columns[1].split(",")).map(Kind::valueOf).collect(Collectors.toSet());
            return new Call(
                    Who.valueOf(columns[0].toUpperCase(Locale.ROOT)),
                    kinds,
                    pattern(columns[2]),
                    columns[2].contains("{self}"));
        }

        private static Pattern pattern(String path) {
            return Pattern.compile(Arrays.stream(path.split("/"))
                    .map(part -> switch (part) {
                        case "~" -> "engine/engine/default";
                        case "*" -> "[^/]+";
                        case "**" -> ".+";
                        case "{self}" -> "(?<self>[^/]+)";
                        default -> Pattern.quote(part);
                    })
                    .collect(Collectors.joining("/")));
        }
    }

    /** How these people may make this call, the first that fits; empty when they may not. */
    static Optional<Allowed> find(String method, String path, Set<Who> as, String name) {
        var asked = method.equals("HEAD") ? "GET" : method;
        for (var call : CALLS) {
            var matched = call.path.matcher(path);
            if (as.contains(call.who)
                    && matched.matches()
                    && (!call.onlyOneself || matched.group("self").equals(name))) {
                for (var kind : call.kinds) {
                    if (kind.method().equals(asked)) {
                        return Optional.of(new Allowed(kind, call.onlyOneself));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
