package org.fairhold.process.representative;

import org.fairhold.process.Rounds;
import org.fairhold.representative.Representatives;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells twice a minute whose time to act for somebody is over. */
@Component
class RepresentativeRounds extends Rounds {
    private final Representatives representatives;

    RepresentativeRounds(
            Representatives representatives, @Value("${fairhold.representatives.rounds:true}") boolean automatic) {
        super("representatives", automatic);
        this.representatives = representatives;
    }

    @Override
    protected void look() {
        var unused = representatives.endWhatIsOver();
    }
}
