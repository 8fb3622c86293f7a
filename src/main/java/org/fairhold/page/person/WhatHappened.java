package org.fairhold.page.person;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fairhold.casework.Timeline;
import org.fairhold.representative.Representatives;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened, newest first. Only what has words here is told: all else in the timeline is the desk's own. */
@Component
class WhatHappened {
    private static final int ENTRIES_MAX = 500;

    /** What both parties of a dispute know. */
    private static final Set<String> OF_BOTH = Set.of(
            "opened",
            "managerAssigned",
            "handedOver",
            "consentAsked",
            "consentGiven",
            "consentRefused",
            "consentLapsed",
            "refundCommanded",
            "closed");

    /** What a party does or is asked, which the other one does not read here. */
    private static final Set<String> OF_ONE = Set.of(
            "answerInvited",
            "answerReceived",
            "answerWindowLapsed",
            "messageReceived",
            "hardshipTold",
            "evidenceReceived",
            "mandateSent",
            "mandateRefused",
            "representativeNamed",
            "representativeEnded");

    /** @param by who did it for the party; absent where they did it themselves */
    record Entry(String code, String text, @Nullable String by, Moment at) {}

    private final Timeline timeline;
    private final Representatives representatives;
    private final Moments moments;

    WhatHappened(Timeline timeline, Representatives representatives, Moments moments) {
        this.timeline = timeline;
        this.representatives = representatives;
        this.moments = moments;
    }

    List<Entry> of(Look look) {
        var names = new HashMap<String, String>();
        representatives.of(look.number()).forEach(one -> names.put(one.number().value(), one.name()));
        var told = new ArrayList<>(timeline.of(look.number(), 0, ENTRIES_MAX).stream()
                .filter(entry -> concerns(entry, look))
                .filter(entry -> look.acting() == null
                        || !entry.at().isBefore(look.acting().startedAt()))
                .flatMap(entry -> word(entry, look).stream()
                        .map(text -> new Entry(
                                entry.what(),
                                text,
                                entry.representative() == null
                                        ? null
                                        : look.say().of("history.by", names.getOrDefault(entry.representative(), "—")),
                                moments.at(entry.at(), look))))
                .toList());
        Collections.reverse(told);
        return told;
    }

    private static boolean concerns(Timeline.Entry entry, Look look) {
        var what = kind(entry);
        if (OF_ONE.contains(what)) {
            var mine = look.subject() ? Timeline.SUBJECT : Timeline.OTHER;
            var whose = entry.by().equals(Timeline.DESK) ? entry.reference() : null;
            return whose == null
                    ? entry.by().equals(Timeline.DESK)
                            ? look.subject()
                            : entry.by().equals(mine)
                    : whose.equals(look.reader().id().value());
        }
        return look.subject() || OF_BOTH.contains(what);
    }

    private static String kind(Timeline.Entry entry) {
        return entry.what().replaceAll(":.*", "");
    }

    /** By the whole code, or by what stands before its colon. */
    private static Optional<String> word(Timeline.Entry entry, Look look) {
        return look.say().find("history." + entry.what().replace(':', '.')).or(() -> look.say()
                .find("history." + kind(entry)));
    }
}
