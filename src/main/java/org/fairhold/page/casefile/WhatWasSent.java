package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Hardships;
import org.fairhold.evidence.Evidence;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.text.PersonalTexts;
import org.springframework.stereotype.Component;

/** What people sent beside their answers: files, and that their living is at stake. */
@Component
class WhatWasSent {
    record Hardship(String by, Instant at, String text) {}

    record Section(List<Hardship> hardships, List<Evidence> files) {
        public boolean isEmpty() {
            return hardships.isEmpty() && files.isEmpty();
        }
    }

    private final Hardships hardships;
    private final EvidenceFiles evidence;
    private final PersonalTexts texts;

    WhatWasSent(Hardships hardships, EvidenceFiles evidence, PersonalTexts texts) {
        this.hardships = hardships;
        this.evidence = evidence;
        this.texts = texts;
    }

    Section of(CaseNumber number) {
        return new Section(
                hardships.of(number).stream()
                        .map(told -> new Hardship(
                                told.by().value(), told.toldAt(), texts.readOr(told.text(), CaseFile.ERASED)))
                        .toList(),
                evidence.of(number));
    }
}
